import type {Selection} from '../../model/archive.ts';
import {bandwidthAt, type OwnLimit, parseBandwidth} from '../../model/bandwidth.ts';
import {downloadTime} from '../../model/download-time.ts';
import {cancelled, invalidInput} from '../../model/errors/errors.ts';
import {bytesText, countedText} from '../../model/format.ts';
import type {Tier} from '../../model/job.ts';
import type {EngineLink} from '../../model/requests.ts';
import {tiers} from '../../model/tiers.ts';
import type {ArgumentValues, Command} from '../command.ts';
import {limitOption, ownLimitOf} from '../own-limit.ts';
import {firstOf, noArchive, noVault, offline} from '../situations.ts';
import {absolutePath, chosenVault, manyOf, markedSelection, requiredText, textOf, vaultOption} from '../values.ts';
import {whenFinished} from '../when-finished.ts';
import {choiceOf, planLines} from './restore-words.ts';

const tierOf = (values: ArgumentValues): Tier => {
	const given = textOf(values, 'tier') ?? 'Standard';
	const names = tiers.map(({tier}) => tier);
	const tier = names.find((name) => name.toLowerCase() === given.toLowerCase());
	if (!tier) throw invalidInput(`There is no tier \`${given}\`.`, `The tiers are ${names.join(', ')}.`);
	return tier;
};

const selectionOf = async (
	values: ArgumentValues,
	vaultName: string,
	link: EngineLink,
	signal: AbortSignal,
): Promise<Selection> => {
	const marked = markedSelection(values);
	if (marked) return marked;
	const archives = await link.request('archives.find', {vaultName, terms: manyOf(values, 'archive')}, signal);
	// A name and the id of the same archive are one.
	return {archiveIds: [...new Set(archives.map(({archiveId}) => archiveId))]};
};

/** The narrowest limit that holds for these downloads now, in bytes a second; null for none. */
const limitNow = async (link: EngineLink, own: OwnLimit | null, signal: AbortSignal): Promise<number | null> => {
	const {bytesPerSecond} = await link.request('transfers.limits', {}, signal);
	const now = new Date();
	const ownRate = own && bandwidthAt(parseBandwidth(own.bandwidth), now.getHours() * 60 + now.getMinutes());
	const rates = [bytesPerSecond, ownRate].filter((rate) => rate !== null);
	return rates.length === 0 ? null : Math.min(...rates);
};

export const restoreArchives: Command = {
	name: 'archives.restore',
	title: 'Restore archives',
	description:
		'Retrieves archives, downloads each when its job is ready, verifies it, and puts it in place. A retrieval that is there already is used and not paid again. Shows the cost first.',
	arguments: [
		{
			name: 'archive',
			title: 'Archive ids, or names: of a name that occurs several times the newest archive.',
			type: 'text',
			positional: true,
			many: true,
			required: true,
		},
		vaultOption,
		{
			name: 'to',
			title: 'The folder for the files, which keep their own folders below it.',
			type: 'folder',
			required: true,
		},
		{name: 'tier', title: 'Expedited, Standard or Bulk.', type: 'tier', otherwise: 'Standard'},
		{
			name: 'wait',
			title: 'Return when every file is verified and in place.',
			type: 'flag',
			otherwise: 'returns when the retrievals have begun',
		},
		limitOption,
		{name: 'overwrite', title: 'Replace files that exist already.', type: 'flag', otherwise: 'refuses'},
		{name: 'dry-run', title: 'Show what it would do and cost, and stop.', type: 'flag'},
	],
	effect: 'costs',
	lasting: 'begins',
	needs: ['glacier:InitiateJob', 'glacier:GetJobOutput'],
	unavailable: firstOf(offline, noVault, noArchive),
	async *run(values, {link, folder, signal, actId, confirm}) {
		const tier = tierOf(values);
		const limit = ownLimitOf(values) ?? null;
		const vaultName = await chosenVault(values, link);
		const to = absolutePath(folder, requiredText(values, 'to'));
		const selection = await selectionOf(values, vaultName, link, signal);
		const plan = await link.request('archives.plan-restore', {vaultName, selection, to}, signal);
		if (values['dry-run'] === true) {
			yield {kind: 'plan', value: plan};
			return;
		}
		const overwrite = values.overwrite === true;
		const choice = choiceOf(plan, tier, overwrite);
		const agreed = await confirm({
			title: `Restore ${countedText(plan.archives, 'archive')}, ${bytesText(plan.bytes)}`,
			lines: planLines(
				plan,
				choice,
				downloadTime(plan.bytes, {limit: await limitNow(link, limit, signal), measured: null}),
			),
			effect: 'costs',
			typed: null,
		});
		if (!agreed) throw cancelled('Nothing was restored, and nothing has been paid.');
		const transfers = await link.request(
			'archives.restore',
			{vaultName, selection, tier, to, overwrite, limit, ...(actId === undefined ? {} : {actId})},
			signal,
		);
		if (values.wait === true) yield* whenFinished(transfers, link, signal);
		else for (const transfer of transfers) yield {kind: 'transfer', value: transfer};
	},
};
