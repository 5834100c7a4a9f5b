import fc from 'fast-check';
import {Box, Text} from 'ink';
import {describe, expect, it} from 'vitest';
import {Lines} from '../../../source/tui/components/lines.tsx';
import type {Screen} from '../../../source/tui/screen/screen.ts';
import {ScreenContext} from '../../../source/tui/screen/use-screen.ts';
import {fitLine, span, type Tone} from '../../../source/tui/text/line.ts';
import {lookOf} from '../../../source/tui/theme.ts';
import {pictureOf} from '../../helpers/screen.ts';
import {VirtualTerminal} from '../../helpers/virtual-terminal.ts';

const size = {columns: 30, rows: 8};
const look = lookOf({theme: 'terminal', ascii: false}, {colours: 'true', unicode: true});
const screen = {look} as Screen;

const word = fc.constantFrom('night', 'é', '夜', '夜の', '│', ' ', '  ', '👍', '…');
const tone = fc.constantFrom<Tone>('plain', 'dim', 'selected', 'gone', 'cursor');
const line = fc.array(
	fc.tuple(word, tone).map(([text, how]) => span(text, how)),
	{maxLength: 12},
);

/** A pane that others may lie on, or what Ink draws itself. */
type Layer = {left: number; top: number; width: number; lines: ReturnType<typeof fitLine>[]; inks: string};

const layer: fc.Arbitrary<Layer> = fc
	.record({
		left: fc.nat({max: size.columns - 2}),
		top: fc.nat({max: size.rows - 1}),
		width: fc.integer({min: 1, max: size.columns}),
		lines: fc.array(line, {minLength: 1, maxLength: 4}),
		inks: fc.constantFrom('', '⠹', 'name'),
	})
	.map(({left, top, width, lines, inks}) => {
		const room = Math.min(width, size.columns - left);
		const fitted = lines.slice(0, size.rows - top).map((one) => fitLine(one, room));
		return {left, top, width: room, lines: fitted, inks: room > inks.length ? inks : ''};
	});

const Layers = ({layers}: {layers: readonly Layer[]}) => (
	<ScreenContext value={screen}>
		<Box width={size.columns} height={size.rows}>
			{layers.map(({left, top, width, lines, inks}, index) => (
				<Box key={index} position="absolute" left={0} top={0}>
					<Lines rect={{left, top, width, height: lines.length}} lines={lines} over />
					{inks !== '' && (
						<Box position="absolute" left={left + 1} top={top}>
							<Text>{inks}</Text>
						</Box>
					)}
				</Box>
			))}
		</Box>
	</ScreenContext>
);

describe('lines', () => {
	it('look the same past Ink as drawn by it, however they lie on each other', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.array(layer, {maxLength: 4}), {minLength: 1, maxLength: 6}), async (frames) => {
				using ours = new VirtualTerminal(size);
				using inks = new VirtualTerminal({...size, plain: true});
				for (const layers of frames) {
					await ours.render(<Layers layers={layers} />);
					await inks.render(<Layers layers={layers} />);
					expect(pictureOf(ours.xterm, {styles: true})).toBe(pictureOf(inks.xterm, {styles: true}));
				}
			}),
			{numRuns: 60},
		);
	});
});
