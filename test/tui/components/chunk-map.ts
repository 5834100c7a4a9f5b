import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Transfer} from '../../../source/model/transfer.ts';
import {chunkMap, mappedChunks, mapStates} from '../../../source/tui/components/chunk-map.ts';
import {asciiGlyphs, unicodeGlyphs} from '../../../source/tui/glyphs.ts';
import {lineText, lineWidth} from '../../../source/tui/text/line.ts';

const states = (letters: string) => Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
const chunks = (letters: string, moved: [number, number][] = []) => ({states: states(letters), moved: new Map(moved)});
const map = (letters: string, width: number) => lineText(chunkMap(chunks(letters), width, unicodeGlyphs));

describe('chunkMap', () => {
	it('has a cell for each chunk where there are as many', () => {
		expect(map('vvmrfw', 6)).toBe('██▓▒✗░');
		expect(lineText(chunkMap(chunks('vvmrfw'), 6, asciiGlyphs))).toBe('##=~x.');
	});

	it('shows of a stream that has not ended that more is to come', () => {
		const entry = (size: number | null) => ({
			...{transfer: {size} as Transfer, chunks: states('vvvvvvv'), progress: {moved: []}},
		});
		const mapped = (size: number | null) => lineText(chunkMap(mappedChunks(entry(size)), 8, unicodeGlyphs));
		expect(mapped(null)).toBe('███████░');
		expect(mapped(7)).toBe('████████');
	});

	it('lets chunks share a cell, which shows the worst of them', () => {
		expect(map('vvvvvvvw', 4)).toBe('███░');
		expect(map('vvvmwwww', 4)).toBe('█▓░░');
		expect(map('vvvvvrmm', 2)).toBe('█▒');
		expect(map('vfrmwvvv', 1)).toBe('✗');
	});

	it('lets cells share a chunk where there are few', () => {
		expect(map('vw', 6)).toBe('███░░░');
		expect(map('v', 3)).toBe('███');
	});

	it('is empty for nothing', () => expect(map('', 5)).toBe(''));

	it('gives the letters of one state one piece', () =>
		expect(chunkMap(chunks('vvvvmm'), 6, unicodeGlyphs).map(({text, tone}) => [text, tone])).toEqual([
			['████', 'verified'],
			['▓▓', 'dim'],
		]));

	it('shows how far each of the chunks under way is, where it is at least a cell', () => {
		const drawn = (letters: string, moved: [number, number][], width: number) =>
			chunkMap(chunks(letters, moved), width, unicodeGlyphs).map(({text, tone}) => [text, tone]);
		const two: [number, number][] = [
			[1, 0.5],
			[2, 1],
		];
		expect(drawn('vmmw', two, 16)).toEqual([
			['████', 'verified'],
			['▓▓', 'plain'],
			['▓▓', 'dim'],
			['▓▓▓▓', 'plain'],
			['░░░░', 'dim'],
		]);
		expect(drawn('vmmw', two, 4).slice(1)).toEqual([
			['▓▓', 'plain'],
			['░', 'dim'],
		]);
		expect(drawn('vmmw', two, 2)).toEqual([['▓▓', 'dim']]);
		expect(drawn('m', [[0, 0.99]], 3)).toEqual([['▓▓▓', 'plain']]);
	});

	it('takes what has moved of each chunk from what was last told, and only while it moves', () => {
		const entry = (state: Transfer['state']) => ({
			transfer: {size: 25, chunkSize: 10, state} as Transfer,
			...{chunks: states('mmm'), progress: {moved: [[1, 5] as const, [2, 5] as const]}},
		});
		expect([...mappedChunks(entry('moving')).moved]).toEqual([
			[1, 0.5],
			[2, 1],
		]);
		expect(mappedChunks(entry('paused')).moved.size).toBe(0);
	});

	it('shows every failed chunk, and nothing as verified that is not, at any width', () =>
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom(...'vvvmrfw'), {minLength: 1, maxLength: 300}),
				fc.integer({min: 1, max: 120}),
				(letters, width) => {
					const shown = mapStates(states(letters.join('')), width);
					expect(shown).toHaveLength(width);
					if (letters.includes('f')) expect(shown).toContain('f');
					expect(shown.every((state) => state === 'v')).toBe(letters.every((letter) => letter === 'v'));
				},
			),
		));

	it('takes its width and no more', () =>
		expect(lineWidth(chunkMap(chunks('v'.repeat(10_000)), 44, unicodeGlyphs))).toBe(44));
});
