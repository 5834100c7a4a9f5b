import {describe, expect, it} from 'vitest';
import type {ArchiveRow} from '../../../source/model/archive.ts';
import {notFound} from '../../../source/model/errors/errors.ts';
import {type Asks, createRows} from '../../../source/tui/screen/rows.ts';
import {pageSize, type Row, type RowsQuery, type RowsWindow, rowAt} from '../../../source/tui/screen/sheet.ts';
import {archive} from '../../fixtures/scene.ts';

type Asked = {
	query: RowsQuery & {offset: number; limit: number};
	/** `more` rows have come before the first. */
	answer(total?: number, name?: string, more?: number): Promise<void>;
	fail(): Promise<void>;
	aborted(): boolean;
};

type Sought = {row: Row; answer(place: number | null): Promise<void>};

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Rows whose questions the test answers when it likes. */
const opened = () => {
	const asked: Asked[] = [];
	const sought: Sought[] = [];
	const replaced: [before: number, after: number][] = [];
	const asks: Asks = {
		window: (query, signal) =>
			new Promise((resolve, reject) => {
				signal.addEventListener('abort', () => reject(signal.reason));
				asked.push({
					query,
					aborted: () => signal.aborted,
					answer: (total = 1000, name = 'file', more = 0) => {
						const count = Math.max(0, Math.min(query.limit, total - query.offset));
						const window: RowsWindow = {
							rows: Array.from({length: count}, (_, at) => {
								const row = query.offset + at - more;
								return named(`${name}-${row}`, row);
							}),
							total,
							there: total,
							bytes: total,
							largest: 0,
							marks: {count: 0, bytes: 0, hidden: 0},
							counting: false,
							early: false,
						};
						resolve(window);
						return turn();
					},
					fail: () => {
						reject(notFound('There is no such vault.'));
						return turn();
					},
				});
			}),
		place: (_query, row) =>
			new Promise((resolve) =>
				sought.push({
					row,
					answer: (place) => {
						resolve(place);
						return turn();
					},
				}),
			),
	};
	const rows = createRows(
		asks,
		() => 77,
		(_, before, after) => replaced.push([before.revision, after.revision]),
	);
	return {rows, asked, sought, replaced};
};

const named = (name: string, at: number): ArchiveRow => archive(at, {name, archiveId: `id-${at}`, size: 10});
const query: RowsQuery = {vaultName: 'photos', folder: null, filter: '', sort: {by: 'name', descending: false}};
const at = (first: number, revision = 1, count = 40) => ({first, count, cursor: first, revision});

describe('rows', () => {
	it('asks for the page in sight, once', async () => {
		const {rows, asked} = opened();
		rows.want(query, at(0));
		rows.want(query, at(5));
		expect(asked.map((one) => one.query)).toEqual([{...query, soon: true, offset: 0, limit: pageSize}]);
		expect(rows.view('photos')).toEqual({sheet: null, waitingSince: 77, error: null});
		await asked[0]!.answer();
		const {sheet, waitingSince} = rows.view('photos');
		expect(sheet?.total).toBe(1000);
		expect(rowAt(sheet, 7)?.name).toBe('file-7');
		expect(rowAt(sheet, 700)).toBeUndefined();
		expect(waitingSince).toBeNull();
	});

	it('asks for two pages where the window lies over both', async () => {
		const {rows, asked} = opened();
		rows.want(query, at(pageSize - 10));
		expect(asked.map((one) => one.query.offset)).toEqual([0, pageSize]);
	});

	it('keeps the old rows while others are asked for', async () => {
		const {rows, asked} = opened();
		rows.want(query, at(0));
		await asked[0]!.answer(1000, 'old');
		rows.want({...query, filter: 'x'}, at(0));
		expect(rowAt(rows.view('photos').sheet, 0)?.name).toBe('old-0');
		await asked[1]!.answer(3, 'new');
		const {sheet} = rows.view('photos');
		expect([rowAt(sheet, 0)?.name, sheet?.total]).toEqual(['new-0', 3]);
	});

	it('gives up a question when another takes its place', async () => {
		const {rows, asked} = opened();
		rows.want({...query, filter: 'a'}, at(0));
		rows.want({...query, filter: 'ab'}, at(0));
		expect(asked.map((one) => one.aborted())).toEqual([true, false]);
		await asked[1]!.answer(2);
		expect(rows.view('photos').sheet?.total).toBe(2);
	});

	it('asks once at a time in a burst of changes, and once more when it is over', async () => {
		const {rows, asked} = opened();
		rows.want(query, at(0, 1));
		rows.want(query, at(0, 2));
		rows.want(query, at(0, 3));
		expect(asked).toHaveLength(1);
		await asked[0]!.answer(10, 'first');
		expect(asked).toHaveLength(2);
		await asked[1]!.answer(11, 'last');
		expect(asked).toHaveLength(2);
		expect(rowAt(rows.view('photos').sheet, 0)?.name).toBe('last-0');
	});

	it('shows newer rows when those are there among which the row under the cursor stands now, however far that is', async () => {
		const {rows, asked, sought, replaced} = opened();
		rows.want(query, at(50));
		await asked[0]!.answer();
		rows.want(query, at(50, 2));
		await asked[1]!.answer(9000, 'file', 7030);
		expect(sought).toMatchObject([{row: {archiveId: 'id-50'}}]);
		expect(rows.view('photos').sheet?.revision).toBe(1);
		await sought[0]!.answer(7080);
		expect(asked.slice(2).map((one) => one.query.offset)).toEqual([7000, 7100]);
		await asked[2]!.answer(9000, 'file', 7030);
		expect(replaced).toEqual([]);
		await asked[3]!.answer(9000, 'file', 7030);
		expect(replaced).toEqual([[1, 2]]);
		expect(rowAt(rows.view('photos').sheet, 7080)?.name).toBe('file-50');
		expect([asked.length, sought.length]).toEqual([4, 1]);
	});

	it('shows newer rows also when the row under the cursor is not among them', async () => {
		const {rows, asked, sought} = opened();
		rows.want(query, at(5));
		await asked[0]!.answer();
		rows.want(query, at(5, 2));
		await asked[1]!.answer(4, 'other', 500);
		await sought[0]!.answer(null);
		expect(rows.view('photos').sheet).toMatchObject({revision: 2, total: 4});
	});

	it('shows marks at once, and the engine’s count when it is known', async () => {
		const {rows, asked} = opened();
		rows.want(query, at(0));
		await asked[0]!.answer(5);
		rows.flip('photos', ['id-1', 'id-3']);
		const {sheet} = rows.view('photos');
		expect([0, 1, 2, 3].map((index) => rowAt(sheet, index)?.marked)).toEqual([false, true, false, true]);
		expect(sheet?.marks).toEqual({count: 2, bytes: 20, hidden: 0});
		rows.marked('photos', {count: 3, bytes: 30, hidden: 9}, false);
		expect(rows.view('photos').sheet?.marks).toEqual({count: 3, bytes: 30, hidden: 0});
		expect(asked).toHaveLength(1);
		rows.marked('photos', {count: 5, bytes: 50, hidden: 0}, true);
		expect(asked).toHaveLength(2);
	});

	it('does not ask again for what failed until it is told to', async () => {
		const {rows, asked} = opened();
		rows.want(query, at(0));
		await asked[0]!.fail();
		expect(rows.view('photos').error?.message).toBe('There is no such vault.');
		rows.want(query, at(0));
		expect(asked).toHaveLength(1);
		rows.again('photos');
		expect(asked).toHaveLength(2);
		await asked[1]!.answer(4);
		expect(rows.view('photos')).toMatchObject({error: null, sheet: {total: 4}});
	});

	it('holds a bounded number of pages, those near to where one is', async () => {
		const {rows, asked} = opened();
		for (let page = 0; page < 60; page++) {
			rows.want(query, at(page * pageSize, 1, 1));
			await asked.at(-1)!.answer(1_000_000);
		}
		const {sheet} = rows.view('photos');
		expect(sheet!.pages.size).toBeLessThanOrEqual(41);
		expect(rowAt(sheet, 59 * pageSize)).toBeDefined();
		expect(rowAt(sheet, 0)).toBeUndefined();
	});

	it('keeps vaults apart', async () => {
		const {rows, asked} = opened();
		rows.want(query, at(0));
		rows.want({...query, vaultName: 'other'}, at(0));
		await asked[1]!.answer(2);
		expect(rows.view('photos').sheet).toBeNull();
		expect(rows.view('other').sheet?.total).toBe(2);
		expect(rows.view(null).sheet).toBeNull();
	});
});
