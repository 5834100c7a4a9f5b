import fc from 'fast-check';
import {Text} from 'ink';
import {Fragment} from 'react';
import {describe, expect, it} from 'vitest';
import {Canvas, InksOwn} from '../../../source/tui/components/canvas.tsx';
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
		<Canvas {...size}>
			{layers.map(({left, top, width, lines, inks}, index) => (
				<Fragment key={index}>
					<Lines rect={{left, top, width, height: lines.length}} lines={lines} over />
					{inks !== '' && (
						<InksOwn rect={{left: left + 1, top, width: inks.length, height: 1}}>
							<Text>{inks}</Text>
						</InksOwn>
					)}
				</Fragment>
			))}
		</Canvas>
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
