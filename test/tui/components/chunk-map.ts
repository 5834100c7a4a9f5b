import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Transfer} from '../../../source/model/transfer.ts';
import {chunkMap, mappedChunks, mapStates} from '../../../source/tui/components/chunk-map.ts';
import {asciiGlyphs, unicodeGlyphs} from '../../../source/tui/glyphs.ts';
import {lineText, lineWidth} from '../../../source/tui/text/line.ts';

const bytes = (letters: string) => Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
const map = (letters: string, width: number) => lineText(chunkMap(bytes(letters), width, unicodeGlyphs));

describe('chunkMap', () => {
	it('has a cell for each chunk where there are as many', () => {
		expect(map('vvmrfw', 6)).toBe('██▓▒✗░');
		expect(lineText(chunkMap(bytes('vvmrfw'), 6, asciiGlyphs))).toBe('##=~x.');
	});

	it('shows of a stream that has not ended that more is to come', () => {
		const mapped = (size: number | null) =>
			lineText(chunkMap(mappedChunks({transfer: {size} as Transfer, chunks: bytes('vvvvvvv')}), 8, unicodeGlyphs));
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
		expect(chunkMap(bytes('vvvvmm'), 6, unicodeGlyphs).map(({text, tone}) => [text, tone])).toEqual([
			['████', 'verified'],
			['▓▓', 'dim'],
		]));

	it('shows every failed chunk, and nothing as verified that is not, at any width', () =>
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom(...'vvvmrfw'), {minLength: 1, maxLength: 300}),
				fc.integer({min: 1, max: 120}),
				(letters, width) => {
					const states = mapStates(bytes(letters.join('')), width);
					expect(states).toHaveLength(width);
					if (letters.includes('f')) expect(states).toContain('f');
					expect(states.every((state) => state === 'v')).toBe(letters.every((letter) => letter === 'v'));
				},
			),
		));

	it('takes its width and no more', () =>
		expect(lineWidth(chunkMap(bytes('v'.repeat(10_000)), 44, unicodeGlyphs))).toBe(44));
});
