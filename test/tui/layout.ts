import {describe, expect, it} from 'vitest';
import {type Arrangement, kindOf, layoutOf, type PaneName} from '../../source/tui/layout.ts';

const arrangement: Arrangement = {
	columns: 100,
	rows: 20,
	focus: 'inventory',
	upper: 'inventory',
	lower: 'transfers',
	zoomed: false,
	logOpen: false,
	busy: false,
	vaultsWidths: [43, 35],
};

const letters: Record<PaneName | 'status' | 'hints' | 'traffic', string> = {
	vaults: 'v',
	inventory: 'i',
	jobs: 'j',
	transfers: 't',
	log: 'l',
	status: 's',
	hints: 'h',
	traffic: 'm',
};

/** The layout as a picture, one letter for five columns and one line for each row; `#` where two would overlap. */
const picture = (change: Partial<Arrangement>): string[] => {
	const whole = {...arrangement, ...change};
	const {panes, status, hints, traffic} = layoutOf(whole);
	const grid = Array.from({length: whole.rows}, () => new Array<string>(whole.columns).fill('.'));
	const parts = {...panes, status, hints, ...(traffic ? {traffic} : {})};
	for (const [name, rect] of Object.entries(parts)) {
		for (let y = rect.top; y < rect.top + rect.height; y++) {
			for (let x = rect.left; x < rect.left + rect.width; x++) {
				grid[y]![x] = grid[y]![x] === '.' ? letters[name as PaneName] : '#';
			}
		}
	}
	return grid.map((row) => row.filter((_, x) => x % 5 === 0).join(''));
};

describe('layoutOf', () => {
	it('has four panes from 100 columns on', () =>
		expect(picture({})).toEqual([
			'ssssssssssssssssssss',
			...new Array(12).fill('vvvvvvvviiiiiiiiiiii'),
			...new Array(6).fill('jjjjjjjjjjtttttttttt'),
			'hhhhhhhhhhhhhhhhhhhh',
		]));

	it('has one pane above and one below under 100 columns', () => {
		expect(picture({columns: 80})).toEqual([
			'ssssssssssssssss',
			...new Array(12).fill('iiiiiiiiiiiiiiii'),
			...new Array(6).fill('tttttttttttttttt'),
			'hhhhhhhhhhhhhhhh',
		]);
		expect(picture({columns: 80, upper: 'vaults', lower: 'jobs'})[1]).toBe('vvvvvvvvvvvvvvvv');
		expect(picture({columns: 80, upper: 'vaults', lower: 'jobs'})[18]).toBe('jjjjjjjjjjjjjjjj');
	});

	it('has one pane on a small screen, and a line for what moves', () => {
		expect(picture({columns: 60, rows: 10})).toEqual([
			'ssssssssssss',
			...new Array(8).fill('iiiiiiiiiiii'),
			'hhhhhhhhhhhh',
		]);
		expect(picture({columns: 60, rows: 10, busy: true}).slice(-3)).toEqual([
			'iiiiiiiiiiii',
			'mmmmmmmmmmmm',
			'hhhhhhhhhhhh',
		]);
		expect(picture({columns: 60, rows: 10, busy: true, focus: 'transfers'})).toContain('mmmmmmmmmmmm');
	});

	it('gives a zoomed pane all', () =>
		expect(picture({zoomed: true, focus: 'jobs'})).toEqual([
			'ssssssssssssssssssss',
			...new Array(18).fill('jjjjjjjjjjjjjjjjjjjj'),
			'hhhhhhhhhhhhhhhhhhhh',
		]));

	it('puts the log in the place of the lower panes', () => {
		expect(picture({logOpen: true})[18]).toBe('llllllllllllllllllll');
		expect(picture({columns: 80, logOpen: true})[18]).toBe('llllllllllllllll');
		expect(picture({columns: 60, rows: 10, focus: 'log', logOpen: true})[1]).toBe('llllllllllll');
	});

	it.each([
		['the widest that the third of the screen has room for', 120, [40, 38], 40],
		['the next where there is less room', 120, [41, 38], 38],
		['all that it may have where some name is longer', 120, [280, 272], 40],
		['no more than its most on a wide screen', 300, [280, 272], 64],
		['no less than its least', 120, [24, 20], 36],
		['all that it may have while no vault is known', 120, [], 40],
	])('gives the vaults %s', (_, columns, vaultsWidths, width) => {
		const {panes} = layoutOf({...arrangement, columns, vaultsWidths});
		expect(panes.vaults?.width).toBe(width);
		expect(panes.inventory).toMatchObject({left: width, width: columns - width});
	});

	it('leaves the last cell of the last line empty', () => {
		const {hints} = layoutOf(arrangement);
		expect(hints.left + hints.width).toBe(arrangement.columns - 1);
	});

	it.each([
		[100, 20, 'four'],
		[99, 20, 'folded'],
		[80, 20, 'folded'],
		[79, 20, 'single'],
		[200, 19, 'single'],
		[40, 10, 'single'],
		[39, 10, 'none'],
		[40, 9, 'none'],
	])('at %i×%i there is room for %s', (columns, rows, kind) => expect(kindOf(columns, rows)).toBe(kind));

	it('never overlaps and never leaves the screen, at any size', () => {
		for (let columns = 40; columns <= 220; columns += 7) {
			for (let rows = 10; rows <= 70; rows += 3) {
				for (const focus of ['vaults', 'inventory', 'jobs', 'transfers'] as const) {
					const drawn = picture({columns, rows, focus, busy: true}).join('');
					// But for the one cell that stays empty.
					expect(drawn.slice(0, -1)).not.toMatch(/[#.]/);
				}
			}
		}
	});
});
