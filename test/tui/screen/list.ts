import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {listStart, type Motion, moved, settled} from '../../../source/tui/screen/list.ts';

const motions: Motion[] = ['up', 'down', 'half-up', 'half-down', 'page-up', 'page-down', 'top', 'end'];

describe('moved', () => {
	it.each(motions)('%s stays where it is in an empty list', (motion) =>
		expect(moved(listStart, motion, 0, 10)).toEqual(listStart),
	);

	it('stops at the first and the last row', () => {
		expect(moved(listStart, 'up', 3, 10)).toEqual(listStart);
		expect(moved({cursor: 2, scroll: 0}, 'down', 3, 10)).toEqual({cursor: 2, scroll: 0});
	});

	it('scrolls by one at the edges of what is shown', () => {
		expect(moved({cursor: 9, scroll: 0}, 'down', 100, 10)).toEqual({cursor: 10, scroll: 1});
		expect(moved({cursor: 5, scroll: 5}, 'up', 100, 10)).toEqual({cursor: 4, scroll: 4});
	});

	it('carries the view along by pages', () => {
		expect(moved({cursor: 3, scroll: 0}, 'page-down', 100, 10)).toEqual({cursor: 12, scroll: 9});
		expect(moved({cursor: 12, scroll: 9}, 'page-up', 100, 10)).toEqual({cursor: 3, scroll: 0});
		expect(moved({cursor: 3, scroll: 0}, 'half-down', 100, 10)).toEqual({cursor: 8, scroll: 5});
	});

	it('goes to the ends', () => {
		expect(moved({cursor: 5, scroll: 2}, 'end', 9_812_330, 10)).toEqual({cursor: 9_812_329, scroll: 9_812_320});
		expect(moved({cursor: 50, scroll: 45}, 'top', 100, 10)).toEqual(listStart);
	});

	it('moves in a window of one row', () =>
		expect(moved({cursor: 0, scroll: 0}, 'page-down', 3, 1)).toEqual({cursor: 1, scroll: 1}));

	it('always ends with the cursor on a row that is shown', () =>
		fc.assert(
			fc.property(
				fc.constantFrom(...motions),
				fc.integer({min: -5, max: 200}),
				fc.integer({min: -5, max: 200}),
				fc.nat(100),
				fc.integer({min: 1, max: 40}),
				(motion, cursor, scroll, count, height) => {
					const list = moved({cursor, scroll}, motion, count, height);
					expect(list.cursor).toBeGreaterThanOrEqual(0);
					expect(list.cursor).toBeLessThan(Math.max(1, count));
					expect(list.scroll).toBeLessThanOrEqual(list.cursor);
					expect(list.cursor).toBeLessThan(list.scroll + height);
					expect(list.scroll).toBeLessThanOrEqual(Math.max(0, count - height));
				},
			),
		));
});

describe('settled', () => {
	it('follows when rows have gone', () =>
		expect(settled({cursor: 50, scroll: 45}, 10, 5)).toEqual({cursor: 9, scroll: 5}));
	it('leaves what is right', () => expect(settled({cursor: 7, scroll: 5}, 10, 5)).toEqual({cursor: 7, scroll: 5}));
	it('uses all of a window that has grown', () =>
		expect(settled({cursor: 9, scroll: 5}, 10, 10)).toEqual({cursor: 9, scroll: 0}));
});
