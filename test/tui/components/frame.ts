import {describe, expect, it} from 'vitest';
import {type Frame, framed} from '../../../source/tui/components/frame.ts';
import {unicodeGlyphs} from '../../../source/tui/glyphs.ts';
import {lineText, lineWidth, span} from '../../../source/tui/text/line.ts';

const draw = (frame: Partial<Frame>, content: string[] = []) =>
	framed(
		{width: 30, height: 5, focused: false, title: [span('Vaults')], ...frame},
		content.map((text) => [span(text)]),
		unicodeGlyphs,
	);
const texts = (...given: Parameters<typeof draw>) => draw(...given).map(lineText);

describe('framed', () => {
	it('has words in all four corners', () =>
		expect(
			texts({aside: [span('31 h old')], foot: [span('412 archives')], footAside: [span('2/412')]}, ['one', 'two']),
		).toEqual([
			'╭─ Vaults ──────── 31 h old ─╮',
			'│one                         │',
			'│two                         │',
			'│                            │',
			'╰─ 412 archives ───── 2/412 ─╯',
		]));

	it('lets the right words go where there is no room for both, and cuts the left ones last', () => {
		expect(texts({width: 22, aside: [span('inventory of 22 Nov')]})[0]).toBe('╭─ Vaults ───────────╮');
		expect(texts({width: 10})[0]).toBe('╭─ Vaul ─╮');
		expect(texts({width: 4})[0]).toBe('╭──╮');
	});

	it('shows where in a longer list one is', () => {
		const thumbs = (first: number) =>
			texts({height: 8, scroll: {first, shown: 6, total: 60}}).map((line) => line.at(-1));
		expect(thumbs(0)).toEqual(['╮', '┃', '│', '│', '│', '│', '│', '╯']);
		expect(thumbs(1)).toEqual(['╮', '│', '┃', '│', '│', '│', '│', '╯']);
		expect(thumbs(53)).toEqual(['╮', '│', '│', '│', '│', '┃', '│', '╯']);
		expect(thumbs(54)).toEqual(['╮', '│', '│', '│', '│', '│', '┃', '╯']);
		expect(texts({scroll: {first: 0, shown: 3, total: 3}})[1]!.at(-1)).toBe('│');
	});

	it('is exactly as large as it was asked to be', () => {
		for (let width = 2; width < 40; width++) {
			for (let height = 2; height < 8; height++) {
				const lines = draw({width, height, aside: [span('old')], footAside: [span('1/2')]}, ['a', '写真'.repeat(20)]);
				expect(lines).toHaveLength(height);
				expect(lines.map(lineWidth)).toEqual(new Array(height).fill(width));
			}
		}
	});
});
