import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {Rect} from '../layout.ts';
import {usePaper} from '../terminal/terminal-context.ts';

/**
 * The whole screen. Where lines go past Ink it is only as high as what Ink draws itself reaches, because Ink makes every cell of it anew for each
 * frame.
 */
export const Canvas = ({columns, rows, children}: {columns: number; rows: number; children: ReactNode}) => (
	<Box width={columns} {...(usePaper() ? {minHeight: 1} : {height: rows})}>
		{children}
	</Box>
);

/** What Ink draws itself, in its place on the canvas. */
export const InksOwn = ({rect, children}: {rect: Rect; children: ReactNode}) => (
	<>
		<Box height={rect.top + rect.height} />
		<Box position="absolute" left={rect.left} top={rect.top} width={rect.width}>
			{children}
		</Box>
	</>
);
