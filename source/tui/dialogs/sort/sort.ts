import type {SortKey} from '../../../model/inventory.ts';
import {viewOf} from '../../screen/state.ts';
import {type Line, span} from '../../text/line.ts';
import type {DialogModule} from '../module.ts';

/** Chooses by what the inventory is sorted. */
export type SortDialog = {kind: 'sort'; at: number};

export const sortKeys: readonly {by: SortKey; title: string; descending: boolean; detail: string}[] = [
	{by: 'created', title: 'Uploaded', descending: true, detail: 'newest first'},
	{by: 'name', title: 'Name', descending: false, detail: 'a to z'},
	{by: 'size', title: 'Size', descending: true, detail: 'largest first'},
];

export const sortModule: DialogModule<SortDialog & {id: number}> = {
	context: 'choice',
	width: 30,
	title: () => [span('Sort by', 'focus-title')],
	lines: ({at}, {look: {glyphs}}) =>
		sortKeys.map(({title, detail}, index): Line => {
			const here = index === at;
			return [
				span(here ? glyphs.bar : ' ', here ? 'bar' : 'plain'),
				span(` ${title.padEnd(10)}`, here ? 'selected' : 'plain'),
				span(`  ${detail}`, 'dim'),
			];
		}),
	choices: () => sortKeys.length,
	keys: () => [
		['enter', 'sort'],
		['esc', 'back'],
	],
	submit: ({id, at}, screen) => {
		const {by, descending} = sortKeys[at]!;
		screen.change({type: 'dialog-close', id});
		screen.change({type: 'sort', sort: {by, descending}});
	},
};

/** Opens with the cursor on what it is sorted by now. */
export const sortDialog = (state: Parameters<typeof viewOf>[0]): SortDialog => {
	const {sort} = viewOf(state, state.vaultName);
	return {
		kind: 'sort',
		at: Math.max(
			0,
			sortKeys.findIndex(({by}) => by === sort.by),
		),
	};
};
