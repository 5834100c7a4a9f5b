import {cancelled, invalidInput, isAbort, toErrorValue} from '../../model/errors/errors.ts';
import {countedText} from '../../model/format.ts';
import {archiveIdPattern} from '../../model/limits.ts';
import {typedWord} from '../../model/names/typed-word.ts';
import type {EngineLink} from '../../model/requests.ts';
import type {Command, Tools} from '../command.ts';
import {firstOf, noArchive, noVault, offline} from '../situations.ts';
import {chosenVault, manyOf, markedSelection, vaultOption} from '../values.ts';

/** How many names the question shows. */
const namesShown = 10;

/** The names of the first archives, as far as the catalog knows them: an archive can be deleted without being known here. */
const knownNames = async (link: EngineLink, vaultName: string, archiveIds: readonly string[]): Promise<string[]> =>
	Promise.all(
		archiveIds.slice(0, namesShown).map(async (archiveId) => {
			try {
				const [archive] = await link.request('archives.find', {vaultName, terms: [archiveId]});
				return archive?.name ?? archiveId;
			} catch {
				return archiveId;
			}
		}),
	);

const idsOf = (terms: readonly string[]): readonly string[] => {
	const other = terms.find((term) => !archiveIdPattern.test(term));
	if (other === undefined) return terms;
	throw invalidInput(
		`\`${other}\` is not the id of an archive.`,
		'Archives are deleted by id only, because a name may be that of several: `inventory list --json` gives ids.',
	);
};

/** Of one its name is typed, and of several how many they are: the name of the vault would read as if that were to go. */
const question = async (
	link: EngineLink,
	vaultName: string,
	archiveIds: readonly string[],
): Promise<Parameters<Tools['confirm']>[0]> => {
	const [archiveId = ''] = archiveIds;
	const names = await knownNames(link, vaultName, archiveIds);
	const one = archiveIds.length === 1;
	const more = archiveIds.length - names.length;
	return {
		title: `Delete ${countedText(archiveIds.length, 'archive')} of ${vaultName}`,
		lines: [...names, ...(more > 0 ? [`and ${more} more`] : []), `${one ? 'It' : 'They'} cannot be brought back.`],
		effect: 'irreversible',
		typed: one ? typedWord({name: names[0]!, archiveId}) : String(archiveIds.length),
	};
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
	async *run(values, {link, signal, actId, confirm}) {
		const vaultName = await chosenVault(values, link);
		const marked = markedSelection(values);
		if (marked) {
			// Only a screen has marks, and it has asked.
			const takes = {vaultName, selection: marked, ...(actId === undefined ? {} : {actId})};
			yield {kind: 'deletion', value: {vaultName, ...(await link.request('archives.delete', takes, signal))}};
			return;
		}
		const archiveIds = idsOf(manyOf(values, 'archive'));
		if (!(await confirm(await question(link, vaultName, archiveIds)))) throw cancelled('Nothing was deleted.');
		// One by one, so that each that is gone is told and one that fails stops no other.
		for (const archiveId of archiveIds) {
			try {
				const selection = {archiveIds: [archiveId]};
				const [failure] = (await link.request('archives.delete', {vaultName, selection}, signal)).failures;
				if (failure) yield {kind: 'failure', value: {subject: archiveId, error: failure.error}};
				else yield {kind: 'deleted', value: {vaultName, archiveId}};
			} catch (error) {
				if (isAbort(error)) throw error;
				yield {kind: 'failure', value: {subject: archiveId, error: toErrorValue(error)}};
			}
		}
	},
};
