import {countText} from '../../../model/format.ts';
import {transferEntry} from '../../../store/selectors.ts';
import type {State, TransferEntry} from '../../../store/state.ts';
import {factLines} from '../../components/fact-lines.ts';
import {type ListState, settled} from '../../screen/list.ts';
import type {Screen} from '../../screen/screen.ts';
import {fitLine, type Line, span} from '../../text/line.ts';
import {errorDialog} from '../error/error.ts';
import type {DialogModule, DialogView, Need} from '../module.ts';
import {roomOf} from '../room.ts';
import {chunkHeader, chunkLine, chunkRowCount, chunkRows} from './chunk-rows.ts';
import {transferFacts} from './facts.ts';
import {headLines} from './head.ts';
import type {TransferDialog} from './transfer.ts';

const wanted = 172;
/** From this width on, the facts stand beside the list. */
const besideFrom = 100;
const factsWidth = 42;
const between = 3;

/** Rows asked for beyond those in sight, and the steps in which the window moves: scrolling asks once for many rows. */
const ahead = 60;
/** Samples of a transfer after which what is known of its chunks is asked for again: about half a second. */
const stale = 5;

type Size = {width: number; height: number};

/** A line between the head and what is below it, where lines are not rare. */
const gapOf = ({height}: Size): number => (height < 16 ? 0 : 1);

/** Rows of the list, below its titles. */
const listHeight = (head: readonly Line[], size: Size): number =>
	Math.max(1, size.height - head.length - gapOf(size) - 1);

/** Where the cursor and the window of the list are. */
const placeIn = (dialog: TransferDialog, entry: TransferEntry, height: number): ListState =>
	settled(dialog.list, chunkRowCount(dialog, entry), height);

/** The list as keys move in it; null when the transfer is gone. */
const chunkList = (dialog: TransferDialog, screen: Screen): {list: ListState; count: number; height: number} | null => {
	const engine = screen.engine.getState();
	const entry = transferEntry(engine, dialog.transferId);
	if (!entry) return null;
	const room = roomOf(screen.state.getState(), wanted);
	const head = headLines(engine, entry, screen.now(), room.width, screen.look.glyphs);
	const height = listHeight(head, room);
	return {list: placeIn(dialog, entry, height), count: chunkRowCount(dialog, entry), height};
};

const needs = (dialog: TransferDialog, screen: Screen): readonly Need[] => {
	const entry = transferEntry(screen.engine.getState(), dialog.transferId);
	const place = chunkList(dialog, screen);
	if (!entry || !place) return [];
	const offset = Math.floor(Math.max(0, place.list.scroll - ahead) / ahead) * ahead;
	const limit = Math.ceil((place.height + 2 * ahead) / ahead) * ahead + ahead;
	const {transferId, troubled} = dialog;
	const age = `${entry.transfer.state} ${Math.floor(entry.samples / stale)}`;
	return [
		{
			key: `chunks ${offset} ${limit} ${troubled} ${age}`,
			name: 'transfers.chunks',
			takes: {transferId, offset, limit, troubled},
		},
	];
};

const emptyWords = ({troubled, window}: TransferDialog): string => {
	if (!troubled) return '';
	return window?.troubled ? 'None was tried again, and none failed. f shows all.' : '';
};

const listLines = (
	dialog: TransferDialog,
	entry: TransferEntry,
	width: number,
	height: number,
	view: DialogView,
): Line[] => {
	const {cursor, scroll} = placeIn(dialog, entry, height);
	const {glyphs} = view.look;
	const rows = chunkRows(dialog, entry, scroll, height);
	const upload = entry.transfer.direction === 'upload';
	const lines = rows.map((row, at) => chunkLine(row, scroll + at === cursor, width, glyphs));
	const empty = emptyWords(dialog);
	return [
		chunkHeader(upload, width),
		...lines,
		...(rows.length === 0 && empty !== '' ? [[span(`  ${empty}`, 'dim')]] : []),
	];
};

/** Two columns of lines beside each other. */
const beside = (left: readonly Line[], right: readonly Line[]): Line[] =>
	Array.from({length: Math.max(left.length, right.length)}, (_, row) => [
		...fitLine(left[row] ?? [], factsWidth + between),
		...(right[row] ?? []),
	]);

const linesOf = (dialog: TransferDialog, state: State, view: DialogView): Line[] => {
	const entry = transferEntry(state, dialog.transferId);
	if (!entry) return [[span('It was taken off the list.', 'dim')]];
	const {width, now, look} = view;
	const head = headLines(state, entry, now, width, look.glyphs);
	const height = listHeight(head, view);
	const gap: Line[] = gapOf(view) > 0 ? [[]] : [];
	// As high as all chunks need, whatever a filter leaves: nothing jumps.
	const lowest = Math.min(height, entry.chunks.length) + 1;
	const facts = transferFacts(state, entry, now);
	const filled = (lines: Line[]) => [
		...lines,
		...Array.from({length: Math.max(0, lowest - lines.length)}, (): Line => [span(' ')]),
	];
	if (width >= besideFrom) {
		const right = listLines(dialog, entry, width - factsWidth - between, height, view);
		return [...head, ...gap, ...filled(beside(factLines(facts, factsWidth, height + 1), right))];
	}
	const page =
		dialog.page === 'facts' ? factLines(facts, width, height + 1) : listLines(dialog, entry, width, height, view);
	return [...head, ...gap, ...filled(page)];
};

/** What went wrong with the chunk under the cursor; undefined when nothing did. */
const errorHere = (dialog: TransferDialog, screen: Screen) => {
	const entry = transferEntry(screen.engine.getState(), dialog.transferId);
	const place = chunkList(dialog, screen);
	if (!entry || !place) return undefined;
	return chunkRows(dialog, entry, place.list.cursor, 1)[0]?.known?.error ?? undefined;
};

export const transferModule: DialogModule<TransferDialog & {id: number}> = {
	context: 'list',
	width: wanted,
	title: ({transferId}, {engine}) => {
		const direction = transferEntry(engine, transferId)?.transfer.direction;
		return [
			span(direction === 'upload' ? 'Upload' : direction === 'download' ? 'Download' : 'Transfer', 'focus-title'),
		];
	},
	lines: (dialog, view) => linesOf(dialog, view.engine, view),
	foot: (dialog, {screen}) => {
		const place = chunkList(dialog, screen);
		if (!place) return [];
		const at = place.count === 0 ? '0' : `${countText(place.list.cursor + 1)}/${countText(place.count)}`;
		return [span(dialog.troubled ? `${at} troubled` : at, 'dim')];
	},
	scroll: (dialog, {screen}) => {
		const place = chunkList(dialog, screen);
		return place ? {first: place.list.scroll, shown: place.height, total: place.count} : undefined;
	},
	keys: (dialog, {width, screen}) => [
		...(width < besideFrom ? [['tab', dialog.page === 'facts' ? 'chunks' : 'facts'] as const] : []),
		['y', 'copy id'],
		...(errorHere(dialog, screen) ? [['enter', 'error'] as const] : []),
		['f', dialog.troubled ? 'all' : 'troubled'],
		['esc', 'back'],
	],
	/** What went wrong with the chunk under the cursor, in full. */
	submit: (dialog, screen) => {
		const error = errorHere(dialog, screen);
		if (error) screen.change({type: 'dialog-open', dialog: errorDialog({text: error.message, error})});
		else screen.say('info', 'Nothing went wrong with it since it was last taken up.');
	},
	list: chunkList,
	turned: (dialog) => ({...dialog, page: dialog.page === 'facts' ? 'chunks' : 'facts'}),
	needs,
	answered: (dialog, key, answer) => ({
		...dialog,
		window: {...(answer as NonNullable<TransferDialog['window']>), troubled: key.split(' ')[3] === 'true'},
	}),
};
