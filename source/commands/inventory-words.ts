import type {BackupCalendar} from '../model/calendar.ts';
import {invalidInput, notFound} from '../model/errors/errors.ts';
import type {IceaxeError} from '../model/errors/iceaxe-error.ts';
import {countedText, momentText} from '../model/format.ts';
import type {Inventory, Sort, SortKey} from '../model/inventory.ts';
import type {Argument, ArgumentValues} from './command.ts';
import {textOf} from './values.ts';

const sortKeys: readonly SortKey[] = ['name', 'size', 'created'];

/** How rows of an inventory are sorted. */
export const sortArguments: readonly Argument[] = [
	{name: 'sort', title: 'By name, size or created.', type: 'text', otherwise: 'name'},
	{name: 'reverse', title: 'Greatest or newest first.', type: 'flag'},
];

/** @throws IceaxeError `invalid-input` when there is no such order */
export const sortOf = (values: ArgumentValues): Sort => {
	const by = textOf(values, 'sort') ?? 'name';
	if (!sortKeys.includes(by as SortKey)) {
		throw invalidInput(`An inventory cannot be sorted by \`${by}\`.`, `Sort by ${sortKeys.join(', ')}.`);
	}
	return {by: by as SortKey, descending: values.reverse === true};
};

/** A folder of a vault as people write it, with or without slashes around it; empty for the top. */
export const folderOf = (text: string | undefined): string => text?.replace(/^\/+|\/+$/g, '') ?? '';

/** How old the list is, which is what one must know of it first. */
export const ageSentence = ({vaultName, inventoryDate, uploadedSince, deletedSince}: Inventory): string => {
	if (inventoryDate === null) return `No inventory of ${vaultName} was fetched yet: these are uploads of ours.`;
	const since = [
		uploadedSince > 0 ? `${countedText(uploadedSince, 'upload')} of ours since` : '',
		deletedSince > 0 ? `${countedText(deletedSince, 'delete')} of ours since` : '',
	].filter((part) => part !== '');
	return `${[`Inventory of ${momentText(inventoryDate)}`, ...since].join(', ')}.`;
};

/** For a vault of which the catalog has neither an inventory nor an upload of ours. */
export const nothingKnown = (vaultName: string): IceaxeError =>
	notFound(
		`The catalog holds no inventory of ${vaultName}.`,
		'Refresh it first: on the command line `inventory refresh --wait`.',
	);

/** `26 hours`, `3 days`: a stretch of seconds in a sentence, never longer than it is. Hours last for two days, as in a column. */
export const stretchText = (seconds: number): string => {
	const hours = Math.floor(seconds / 3600);
	if (hours < 1) return countedText(Math.floor(seconds / 60), 'minute');
	return hours < 48 ? countedText(hours, 'hour') : countedText(Math.floor(hours / 24), 'day');
};

/** Whether it is time again, in one sentence: `No backup for 26 hours; usually there is one every 23 hours.` */
export const calendarSentence = ({ageSeconds, usualSeconds, allowedSeconds, overdue}: BackupCalendar): string => {
	if (ageSeconds === null) return 'There is no backup yet.';
	const age = stretchText(ageSeconds);
	if (allowedSeconds === null) return `The last backup was ${age} ago: there are too few to say whether one is due.`;
	if (!overdue) return `The last backup was ${age} ago.`;
	const isUsual = usualSeconds !== null && allowedSeconds !== null && allowedSeconds >= usualSeconds;
	return isUsual
		? `No backup for ${age}; usually there is one every ${stretchText(usualSeconds)}.`
		: `No backup for ${age}; at most ${stretchText(allowedSeconds ?? 0)} were allowed.`;
};

/** The longest hole in words, `4 days, 2026-09-18 – 2026-09-21`; `to` stands between its ends. */
export const holeText = ({longestHole: hole, days, before}: BackupCalendar, to: string): string => {
	if (hole === null) return 'none';
	const text = `${countedText(hole.days, 'day')}, ${hole.from}${hole.days > 1 ? ` ${to} ${hole.to}` : ''}`;
	// One that began before the year is seen in part only.
	return before !== null && hole.from === days[0]!.date ? `at least ${text}` : text;
};
