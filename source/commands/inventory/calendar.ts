import type {BackupCalendar} from '../../model/calendar.ts';
import {invalidInput, notFound} from '../../model/errors/errors.ts';
import {IceaxeError} from '../../model/errors/iceaxe-error.ts';
import {momentText} from '../../model/format.ts';
import {milliseconds} from '../../model/timestamp.ts';
import type {ArgumentValues, Command} from '../command.ts';
import {calendarSentence, nothingKnown} from '../inventory-words.ts';
import {noVault} from '../situations.ts';
import {chosenVault, textOf, vaultOption} from '../values.ts';

const maxAgeSeconds = (values: ArgumentValues): number | undefined => {
	const text = textOf(values, 'max-age');
	if (text === undefined) return undefined;
	const hours = Number(text);
	if (!(hours > 0 && Number.isFinite(hours))) {
		throw invalidInput(`\`${text}\` is no number of hours.`, 'Write it as 26 or 1.5.');
	}
	return hours * 3600;
};

/** An inventory that was made before the backup was late cannot know whether somebody else has made one in time. */
const staleHint = ({inventoryDate, allowedSeconds, last, at}: BackupCalendar): string | null => {
	const deadline = last === null ? milliseconds(at) : milliseconds(last) + (allowedSeconds ?? 0) * 1000;
	if (inventoryDate === null || milliseconds(inventoryDate) >= deadline) return null;
	return `What others uploaded since the inventory of ${momentText(inventoryDate)} is not known here: a new one may have it.`;
};

export const showCalendar: Command = {
	name: 'inventory.calendar',
	title: 'Show the backup calendar',
	description:
		'Shows what was uploaded on each day of the last year, the longest hole, and whether a backup is overdue, which has an exit code of its own. Works from the catalog, without network.',
	arguments: [
		vaultOption,
		{name: 'below', title: 'Only archives in this folder of the vault.', type: 'text', otherwise: 'the whole vault'},
		{
			name: 'max-age',
			title: 'How many hours old the last backup may be.',
			type: 'text',
			otherwise: 'a little more than is usual for the vault',
		},
	],
	effect: 'none',
	needs: [],
	unavailable: noVault,
	async *run(values, {link, signal, say}) {
		const maxAge = maxAgeSeconds(values);
		const below = textOf(values, 'below');
		const vaultName = await chosenVault(values, link);
		const takes = {
			vaultName,
			...(below === undefined ? {} : {below}),
			...(maxAge === undefined ? {} : {maxAgeSeconds: maxAge}),
		};
		const calendar = await link.request('inventory.calendar', takes, signal);
		if (calendar === null) throw nothingKnown(vaultName);
		if (calendar.below !== null && calendar.last === null) {
			throw notFound(`${vaultName} has no archive below ${calendar.below}, as far as is known here.`);
		}
		yield {kind: 'calendar', value: calendar};
		const sentence = calendarSentence(calendar);
		if (!calendar.overdue) {
			say(sentence);
			return;
		}
		const hint = staleHint(calendar);
		yield {kind: 'failure', value: {subject: vaultName, error: new IceaxeError('overdue', sentence, {hint}).value}};
	},
};
