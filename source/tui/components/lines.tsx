import {Box, Text, Transform, useIsScreenReaderEnabled} from 'ink';
import {memo, useContext, useMemo} from 'react';
import type {Rect} from '../layout.ts';
import {useScreen} from '../screen/use-screen.ts';
import type {Paper} from '../terminal/differ/paper.ts';
import {TerminalContext} from '../terminal/terminal-context.ts';
import type {Line} from '../text/line.ts';
import {paint} from '../text/paint.ts';

type DrawnProps = Omit<Rect, 'height'> & {
	/** The lines, joined: text compares as text, so what says the same is not drawn again. */
	text: string;
	/** Whether things that Ink draws may be below. */
	over: boolean;
};

/** Lines that Ink draws. */
const Plain = ({text}: {text: string}) =>
	text.split('\n').map((line, index) => (
		<Text key={index} wrap="truncate">
			{line || ' '}
		</Text>
	));

/** Lines that go past Ink. */
const OnPaper = ({paper, left, top, width, text, over}: DrawnProps & {paper: Paper}) => {
	const block = useMemo(() => ({left, top, width, lines: text.split('\n')}), [left, top, width, text]);
	// Called when Ink draws, for each line that it knows of. Blanks of ours take away what it drew below.
	const transform = (_: string, index: number) => {
		if (index === 0) paper.put(block);
		return over ? ' '.repeat(width) : '';
	};
	return <Transform transform={transform}>{over ? block.lines.map(() => '.').join('\n') : '.'}</Transform>;
};

const Drawn = memo((props: DrawnProps) => {
	const paper = useContext(TerminalContext)?.paper;
	const isReadAloud = useIsScreenReaderEnabled();
	return paper && !isReadAloud ? <OnPaper paper={paper} {...props} /> : <Plain text={props.text} />;
});

/** Lines in their place on the screen, over whatever lines were there before; with `over`, over anything else too. */
export const Lines = ({rect, lines, over = false}: {rect: Rect; lines: readonly Line[]; over?: boolean}) => {
	const {palette, ascii} = useScreen().look;
	const {left, top, width, height} = rect;
	const text = lines
		.slice(0, height)
		.map((line) => paint(line, palette, ascii))
		.join('\n');
	return (
		<Box position="absolute" left={left} top={top} width={width} height={height} flexDirection="column">
			{width > 0 && height > 0 && <Drawn left={left} top={top} width={width} text={text} over={over} />}
		</Box>
	);
};
