import {Box, Text} from 'ink';
import {memo} from 'react';
import type {Rect} from '../layout.ts';
import {useScreen} from '../screen/use-screen.ts';
import type {Line} from '../text/line.ts';
import {paint} from '../text/paint.ts';

/** One line of the screen. Text compares as text, so a line that says the same is not drawn again. */
const DrawnLine = memo(({text}: {text: string}) => <Text wrap="truncate">{text}</Text>);

/** Lines in their place on the screen, over whatever was drawn there before. */
export const Lines = ({rect, lines}: {rect: Rect; lines: readonly Line[]}) => {
	const {palette, ascii} = useScreen().look;
	return (
		<Box
			position="absolute"
			left={rect.left}
			top={rect.top}
			width={rect.width}
			height={rect.height}
			flexDirection="column"
			overflow="hidden"
		>
			{lines.slice(0, rect.height).map((line, index) => (
				<DrawnLine key={index} text={paint(line, palette, ascii)} />
			))}
		</Box>
	);
};
