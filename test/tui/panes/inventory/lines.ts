import {describe, expect, it} from 'vitest';
import type {ArchiveRow} from '../../../../source/model/archive.ts';
import {nothingYet} from '../../../../source/model/inventory.ts';
import {type InventoryPicture, inventoryLines} from '../../../../source/tui/panes/inventory/lines.ts';
import type {Sheet} from '../../../../source/tui/screen/sheet.ts';
import {newView} from '../../../../source/tui/screen/state.ts';
import {lineText} from '../../../../source/tui/text/line.ts';
import {lookOf} from '../../../../source/tui/theme.ts';
import {archive, inventory, sceneNow, unreachable} from '../../../fixtures/scene.ts';

const look = lookOf({theme: 'terminal', ascii: false}, {colours: '256', unicode: true});

const rows: ArchiveRow[] = [
	archive(0, {name: 'nightly/2026-11-23.tar.gpg', size: 101.2 * 2 ** 30, newness: 'uploaded-since'}),
	archive(1, {name: 'nightly/2026-11-22.tar.gpg', size: 101.1 * 2 ** 30, marked: true}),
	archive(2, {name: 'notes.txt', size: 312}),
	archive(3, {name: 'nightly/2026-11-20.tar.gpg', size: 4096, newness: 'deleted-since'}),
];

const sheetOf = (change: Partial<Sheet> = {}): Sheet => ({
	key: 'k',
	revision: 1,
	pages: new Map([[0, rows]]),
	total: rows.length,
	there: 3,
	bytes: 202.3 * 2 ** 30,
	largest: 0,
	counting: false,
	early: false,
	marks: {count: 0, bytes: 0, hidden: 0},
	...change,
});

const draw = (change: Partial<InventoryPicture> = {}, width = 84, height = 8) =>
	inventoryLines({
		rect: {left: 0, top: 0, width, height},
		look,
		now: sceneNow,
		focused: true,
		numbered: true,
		lead: [],
		vaultName: 'summitroute_backup',
		view: {...newView, list: {cursor: 1, scroll: 0}},
		filtering: null,
		inventory: {inventory: inventory('summitroute_backup', {archives: 3}), progress: null, revision: 1},
		hindrance: null,
		sheet: sheetOf(),
		error: null,
		...change,
	});
const texts = (...given: Parameters<typeof draw>): string[] => draw(...given).map(lineText);

describe('the inventory', () => {
	it('lines up names, sizes, times and ages, and says how old it is', () =>
		expect(texts({sheet: sheetOf({marks: {count: 2, bytes: 202 * 2 ** 30, hidden: 0}})})).toEqual([
			'╭─ 2 summitroute_backup ─────────────────────────── inventory of 22 Nov, 31 h old ─╮',
			'│   Name                                       Size        Uploaded ↓     Age      │',
			'│   nightly/2026-11-23.tar.gpg            101.2 GiB  2026-11-23 02:20    14 h new  │',
			'│▌● nightly/2026-11-22.tar.gpg            101.1 GiB  2026-11-22 02:20    38 h      │',
			'│   notes.txt                               312 B    2026-11-21 02:20     2 d      │',
			'│   nightly/2026-11-20.tar.gpg              4.0 KiB  2026-11-20 02:20     3 d gone │',
			'│                                                                                  │',
			'╰─ 3 archives, 202.3 GiB · 2 marked, 202 GiB ──────────────────────────────── 2/4 ─╯',
		]));

	it('strikes out what is gone', () => {
		const line = draw()[5]!;
		expect(line.find(({text}) => text.startsWith('nightly'))?.tone).toBe('gone');
	});

	it('leaves out columns where there is no room, the name last', () => {
		expect(texts({}, 60)[2]).toBe('│   nightly/2026-11-23.tar.gpg      101.2 GiB    14 h new  │');
		expect(texts({}, 50)[2]).toBe('│   nightly/2026-11-23.tar.gpg    101.2 GiB new  │');
		expect(texts({}, 40)[2]).toBe('│   nightly/20…-23.tar.gpg   101.2 GiB │');
	});

	it('says where it is sorted', () => {
		expect(texts({view: {...newView, sort: {by: 'size', descending: false}}})[1]).toContain('Size ↑');
		expect(texts({view: {...newView, sort: {by: 'name', descending: true}}})[1]).toContain('Name ↓');
	});

	it('counts what the filter shows and what is marked behind it', () => {
		const sheet = sheetOf({total: 1, there: 1, bytes: 312, marks: {count: 3, bytes: 1024, hidden: 2}});
		expect(texts({sheet, view: {...newView, filter: 'notes'}}, 100).at(-1)).toContain(
			'/notes  1 of 3 archives, 312 B · 3 marked (2 hidden), 1 KiB',
		);
	});

	it('says what is under way', () => {
		const state = {inventory: inventory('summitroute_backup'), revision: 1};
		const retrieving = {step: 'retrieving', jobId: 'j', since: '2026-11-23T15:20:00Z'} as const;
		expect(texts({inventory: {...state, progress: retrieving}}, 100)[0]).toContain(
			'31 h old · next one in about 3 h 00 m',
		);
		const importing = {
			step: 'importing',
			jobId: 'j',
			rows: 120_000,
			bytes: 45,
			totalBytes: 100,
			early: 0,
			ordered: null,
			secondsLeft: 72,
		} as const;
		expect(texts({inventory: {...state, progress: importing}}, 100)[0]).toContain('reading 45 %, 1 min left');
		expect(texts({inventory: {...state, progress: importing}}, 70)[0]).toContain('31 h old ─╮');
		const begun = {...importing, secondsLeft: null};
		expect(texts({inventory: {...state, progress: begun}}, 100)[0]).toContain('reading 45 %, 120,000 rows');
	});

	it('says of a first inventory how much of it is there', () => {
		const progress = {
			step: 'importing',
			...{jobId: 'j', rows: 9000, bytes: 45, totalBytes: 100, secondsLeft: 72},
			...{early: 4, ordered: null},
		} as const;
		const first = {inventory: nothingYet('summitroute_backup'), revision: 1};
		const sheet = sheetOf({early: true, there: 4});
		const lines = texts({inventory: {...first, progress}, sheet}, 100);
		expect(lines[0]).toContain('first inventory · reading 45 %, 1 min left');
		expect(lines.at(-1)).toContain('─ 4 archives so far, 202.3 GiB ─');
		const filtered = {...sheet, there: 1, bytes: 312};
		const view = {...newView, filter: 'notes'};
		expect(texts({inventory: {...first, progress}, sheet: filtered, view}, 100).at(-1)).toContain(
			'/notes  1 of 4 archives so far, 312 B',
		);
		const ordering = {...progress, ordered: 0.4, secondsLeft: 20};
		expect(texts({inventory: {...first, progress: ordering}, sheet}, 100)[0]).toContain('sorting 40 %, 20 s left');
		const none = sheetOf({early: true, total: 0, there: 0, pages: new Map()});
		expect(texts({inventory: {...first, progress}, sheet: none}, 100).join('\n')).toContain(
			'The list is here and is being read.',
		);
	});

	it('shows the ends of a range before it is marked', () => {
		const lines = draw({view: {...newView, list: {cursor: 2, scroll: 0}, anchor: {row: 0, archiveId: 'id-0'}}});
		expect(lines.slice(2, 6).map((line) => line.at(-2)?.tone)).toEqual(['range', 'range', 'selected', 'plain']);
		expect(lineText(lines.at(-1)!)).toContain('range of 3 · space marks it, esc leaves it');
	});

	it('holds the place of rows that are not here yet', () => {
		const sheet = sheetOf({total: 9_812_330, pages: new Map()});
		expect(texts({sheet})[2]).toMatch(/^│ {3}… +(┃|│)$/);
		expect(texts({sheet}).at(-1)).toContain('2/9,812,330');
	});

	it.each<[string, Partial<InventoryPicture>]>([
		['No inventory yet: i asks for one, ready in about 4 hours.', {inventory: undefined, sheet: null}],
		[
			'may not ask for one (glacier:InitiateJob)',
			{inventory: undefined, sheet: null, hindrance: 'glacier:InitiateJob'},
		],
		['Nothing here yet: u uploads a file.', {sheet: sheetOf({total: 0, pages: new Map()})}],
		['Nothing here passes the filter “xyz”.', {sheet: sheetOf({total: 0}), view: {...newView, filter: 'xyz'}}],
		['does not answer', {sheet: null, error: unreachable}],
		['The archives of a vault are shown here.', {vaultName: null, inventory: undefined, sheet: null}],
	])('says %s', (words, change) => expect(texts(change).join('\n')).toContain(words));

	it('is as large as it must be, whatever the size', () => {
		for (let width = 30; width < 130; width += 3) {
			const lines = texts({}, width, 9);
			expect(lines).toHaveLength(9);
			expect(new Set(lines.map((line) => line.length))).toEqual(new Set([width]));
		}
	});
});
