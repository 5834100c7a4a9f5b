import type {Selection} from '../../model/archive.ts';
import {cancelled, invalidInput, isAbort, toErrorValue} from '../../model/errors/errors.ts';
import {countedText} from '../../model/format.ts';
import {archiveIdPattern} from '../../model/limits.ts';
import type {EngineLink} from '../../model/requests.ts';
import type {Command} from '../command.ts';
import {firstOf, noArchive, noVault, offline} from '../situations.ts';
import {chosenVault, manyOf, markedSelection, vaultOption} from '../values.ts';

/** How many names the question shows. */
const namesShown = 10;

/** The names of archives that the catalog knows, by id: an archive can be deleted without being known here. */
const knownNames = async (link: EngineLink, vaultName: string, archiveIds: readonly string[]): Promise<string[]> => {
	const found = await Promise.all(
		archiveIds.slice(0, namesShown).map(async (archiveId) => {
			try {
				const [archive] = await link.request('archives.find', {vaultName, terms: [archiveId]});
				return archive?.name ?? archiveId;
			} catch {
				return archiveId;
			}
		}),
	);
	return archiveIds.length > namesShown ? [...found, `and ${archiveIds.length - namesShown} more`] : found;
};

const idsOf = (terms: readonly string[]): readonly string[] => {
	const other = terms.find((term) => !archiveIdPattern.test(term));
	if (other === undefined) return terms;
	throw invalidInput(
		`\`${other}\` is not the id of an archive.`,
		'Archives are deleted by id only, because a name may be that of several: `inventory list --json` gives ids.',
	);
};

export const deleteArchives: Command = {
	name: 'archives.delete',
	title: 'Delete archives',
	description:
		'Deletes archives for good. Storage is billed for at least 90 days, also when an archive is deleted before.',
	arguments: [
		{name: 'archive', title: 'Archive ids.', type: 'text', positional: true, many: true, required: true},
		vaultOption,
	],
	effect: 'irreversible',
	needs: ['glacier:DeleteArchive'],
	unavailable: firstOf(offline, noVault, noArchive),
	async *run(values, {link, signal, confirm}) {
		const vaultName = await chosenVault(values, link);
		const marked = markedSelection(values);
		const archiveIds = marked ? [] : idsOf(manyOf(values, 'archive'));
		const names = marked ? ['the marked archives'] : await knownNames(link, vaultName, archiveIds);
		const agreed = await confirm({
			title: marked
				? `Delete marked archives of ${vaultName}`
				: `Delete ${countedText(archiveIds.length, 'archive')} of ${vaultName}`,
			lines: [...names, 'They cannot be brought back.'],
			effect: 'irreversible',
			typed: archiveIds.length === 1 ? names[0]! : vaultName,
		});
		if (!agreed) throw cancelled('Nothing was deleted.');
		// One by one, so that each that is gone is told and one that fails stops no other.
		const portions: Selection[] = marked ? [marked] : archiveIds.map((archiveId) => ({archiveIds: [archiveId]}));
		for (const selection of portions) {
			try {
				const {deleted} = await link.request('archives.delete', {vaultName, selection}, signal);
				for (const archiveId of deleted) yield {kind: 'deleted', value: {vaultName, archiveId}};
			} catch (error) {
				if (isAbort(error) || marked) throw error;
				const subject = 'archiveIds' in selection ? selection.archiveIds[0]! : vaultName;
				yield {kind: 'failure', value: {subject, error: toErrorValue(error)}};
			}
		}
	},
};
