import type {DifferenceKind, DifferenceSums, DifferenceWindow} from '../../model/differences.ts';
import {notFound} from '../../model/errors/errors.ts';
import {bytesText, countedText, momentText} from '../../model/format.ts';
import type {ArgumentValues, Command} from '../command.ts';
import {noVault} from '../situations.ts';
import {chosenVault, vaultOption} from '../values.ts';

/** Rows for each question. */
const windowSize = 500;

const kindsOf = ({added, gone}: ArgumentValues): DifferenceKind[] =>
	added === gone ? ['added', 'gone'] : added === true ? ['added'] : ['gone'];

const sums = ({archives, bytes}: DifferenceSums): string =>
	archives === 0 ? 'none' : `${countedText(archives, 'archive')}, ${bytesText(bytes)}`;

const sentence = ({before, now, added, gone}: DifferenceWindow): string =>
	`From the inventory of ${momentText(before)} to that of ${momentText(now)}: added ${sums(added)}; gone ${sums(gone)}.`;

export const showDifferences: Command = {
	name: 'inventory.differences',
	title: 'Compare the last two inventories',
	description:
		'Lists what the present inventory of a vault has and the one before it had not, and what has gone since. Works from the catalog, without network.',
	arguments: [
		vaultOption,
		{name: 'added', title: 'Only what was added.', type: 'flag', otherwise: 'both'},
		{name: 'gone', title: 'Only what has gone.', type: 'flag', otherwise: 'both'},
	],
	effect: 'none',
	needs: [],
	unavailable: noVault,
	async *run(values, {link, signal, say}) {
		const vaultName = await chosenVault(values, link);
		let said = false;
		for (const kind of kindsOf(values)) {
			for (let offset = 0; ; offset += windowSize) {
				const query = {vaultName, kind, offset, limit: windowSize};
				const window = await link.request('inventory.differences', query, signal);
				if (window === null) {
					throw notFound(
						`The catalog holds no two inventories of ${vaultName} to compare.`,
						'A refresh keeps the inventory that it replaces.',
					);
				}
				if (!said) say(sentence(window));
				said = true;
				for (const archive of window.rows) yield {kind: 'difference', value: {change: kind, ...archive}};
				if (window.rows.length === 0 || offset + window.rows.length >= window.total) break;
			}
		}
	},
};
