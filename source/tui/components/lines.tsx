import {Box, Text, Transform} from 'ink';
import {memo, useMemo} from 'react';
import type {Rect} from '../layout.ts';
import {useScreen} from '../screen/use-screen.ts';
import type {Paper} from '../terminal/differ/paper.ts';
import {usePaper} from '../terminal/terminal-context.ts';
import type {Line} from '../text/line.ts';
import {paint} from '../text/paint.ts';

type DrawnProps = Rect & {
	/** The lines, joined: text compares as text, so what says the same is not drawn again. */
	text: string;
	/** Whether things that Ink draws may be below. */
	over: boolean;
};

/** Lines that Ink draws. */
const Plain = ({left, top, width, height, text}: DrawnProps) => (
	<Box position="absolute" left={left} top={top} width={width} height={height} flexDirection="column">
		{text.split('\n').map((line, index) => (
			<Text key={index} wrap="truncate">
				{line || ' '}
			</Text>
		))}
	</Box>
);

/** Blanks that take away what Ink drew below. */
const Blanks = ({left, top, width, height}: Rect) => (
	<Box position="absolute" left={left} top={top} width={width} height={height}>
		<Text>{Array.from({length: height}, () => ' '.repeat(width)).join('\n')}</Text>
	</Box>
);

/** Lines that go past Ink. It knows of them one letter in its first line, which is always there, and asks what that is to be whenever it draws. */
const OnPaper = ({paper, left, top, width, height, text, over}: DrawnProps & {paper: Paper}) => {
	const block = useMemo(() => ({left, top, width, lines: text.split('\n')}), [left, top, width, text]);
	const put = () => {
		paper.put(block);
		return '';
	};
	return (
		<>
			{over && <Blanks left={left} top={top} width={width} height={height} />}
			<Box position="absolute" left={0} top={0} width={1} height={1}>
				<Transform transform={put}>.</Transform>
			</Box>
		</>
	);
};

const Drawn = memo((props: DrawnProps) => {
	const paper = usePaper();
	return paper ? <OnPaper paper={paper} {...props} /> : <Plain {...props} />;
});

/** Lines in their place on the screen, over whatever lines were there before; with `over`, over anything else too. */
export const Lines = ({rect, lines, over = false}: {rect: Rect; lines: readonly Line[]; over?: boolean}) => {
	const {palette, ascii} = useScreen().look;
	const {left, top, width, height} = rect;
	const shown = lines.slice(0, height);
	if (shown.length === 0 || width === 0) return null;
	const text = shown.map((line) => paint(line, palette, ascii)).join('\n');
	return <Drawn left={left} top={top} width={width} height={height} text={text} over={over} />;
};
