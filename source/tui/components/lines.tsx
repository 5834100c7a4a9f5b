import {Box, Text} from 'ink';
import {memo} from 'react';
import type {Rect} from '../layout.ts';
import {useScreen} from '../screen/use-screen.ts';
import {type Line, type Span, span} from '../text/line.ts';
import {paint} from '../text/paint.ts';

/** One line of the screen, or lines that are of one piece. Text compares as text, so what says the same is not drawn again. */
const Drawn = memo(({text}: {text: string}) => <Text wrap="truncate">{text}</Text>);

const Place = ({rect, children}: {rect: Rect; children: React.ReactNode}) => (
	<Box
		position="absolute"
		left={rect.left}
		top={rect.top}
		width={rect.width}
		height={rect.height}
		flexDirection="column"
	>
		{children}
	</Box>
);

/** Lines in their place on the screen, over whatever was drawn there before. */
export const Lines = ({rect, lines}: {rect: Rect; lines: readonly Line[]}) => {
	const {palette, ascii} = useScreen().look;
	return (
		<Place rect={rect}>
			{lines.slice(0, rect.height).map((line, index) => (
				<Drawn key={index} text={paint(line, palette, ascii)} />
			))}
		</Place>
	);
};

/** Without the blanks at its end, which nobody sees. */
const trimmed = (line: Line): Line => {
	const last = line.at(-1);
	if (last?.tone !== 'plain') return line;
	const text = last.text.trimEnd();
	return text === '' ? trimmed(line.slice(0, -1)) : [...line.slice(0, -1), span(text)];
};

/** Spans below each other, those of one tone in one piece. */
const column = (spans: readonly Span[], painted: (line: Line) => string): string => {
	const pieces: Span[] = [];
	for (const {text, tone} of spans) {
		const last = pieces.at(-1);
		if (last?.tone === tone) last.text += `\n${text}`;
		else pieces.push(span(pieces.length === 0 ? text : `\n${text}`, tone));
	}
	return painted(pieces);
};

/**
 * The lines of a frame around something, drawn in parts: Ink reckons the width of each line anew for every picture, which is quick for the plain
 * letters within the frame and slow for the signs of its border. What is blank within is not drawn, so nothing else may be below.
 */
export const FramedLines = ({rect, lines}: {rect: Rect; lines: readonly Line[]}) => {
	const {palette, ascii} = useScreen().look;
	const painted = (line: Line) => paint(line, palette, ascii);
	const {left, top, width, height} = rect;
	const inner = lines.slice(1, -1);
	const contents = inner.map((line) => trimmed(line.slice(1, -1)));
	const last = contents.findLastIndex((line) => line.length > 0);
	return (
		<>
			<Place rect={{left, top, width, height: 1}}>
				<Drawn text={painted(lines[0] ?? [])} />
			</Place>
			<Place rect={{left, top: top + 1, width: 1, height: height - 2}}>
				<Drawn
					text={column(
						inner.map((line) => line[0]!),
						painted,
					)}
				/>
			</Place>
			<Place rect={{left: left + 1, top: top + 1, width: width - 2, height: last + 1}}>
				{contents.slice(0, last + 1).map((line, index) => (
					<Drawn key={index} text={painted(line) || ' '} />
				))}
			</Place>
			<Place rect={{left: left + width - 1, top: top + 1, width: 1, height: height - 2}}>
				<Drawn
					text={column(
						inner.map((line) => line.at(-1)!),
						painted,
					)}
				/>
			</Place>
			<Place rect={{left, top: top + height - 1, width, height: 1}}>
				<Drawn text={painted(lines.at(-1) ?? [])} />
			</Place>
		</>
	);
};
