import type {Deletion} from '../model/deletion.ts';
import {toErrorValue} from '../model/errors/errors.ts';
import type {Requests} from '../model/requests.ts';
import type {Act} from './acts.ts';
import {forEachAtOnce} from './at-once.ts';
import {type Context, serviceNow} from './context.ts';
import {toFailure} from './failure.ts';

/** Of so many failures the names and reasons are told. */
const failuresTold = 100;

type Takes = Requests['archives.delete']['takes'];

/** Which ones, and how many were meant. Ids need not be known to the catalog: an archive can be deleted whose inventory was never seen. */
const chosenIds = async (
	{catalog, limits}: Context,
	{vaultName, selection}: Takes,
): Promise<[readonly string[], number]> => {
	if ('archiveIds' in selection) return [selection.archiveIds, selection.archiveIds.length];
	const most = limits.deletedInOneTurn;
	const archives = await catalog.archives.select(vaultName, selection, most);
	const archiveIds = archives.map(({archiveId}) => archiveId);
	if (archiveIds.length < most) return [archiveIds, archiveIds.length];
	return [archiveIds, (await catalog.archives.measure(vaultName, selection, 0)).count];
};

/** Whether the next one would fail for the same reason. */
const concernsAll = (error: unknown): boolean =>
	toErrorValue(error).kind === 'denied' || ['away', 'expired', 'unaccepted'].includes(toFailure(error).kind);

/**
 * Deletes archives, each for itself: one that fails stops no other, unless all would fail alike.
 * @throws IceaxeError when it is aborted
 */
export const deleteArchives = async (
	context: Context,
	act: Act,
	takes: Takes,
	signal: AbortSignal,
): Promise<Deletion> => {
	const {catalog, glacier, limits} = context;
	const {vaultName} = takes;
	const [archiveIds, of] = await chosenIds(context, takes);
	const deletion: Deletion = {deleted: 0, failed: 0, failures: [], left: of};
	let refused = false;
	const one = async (archiveId: string) => {
		if (act.stopped || refused) return;
		try {
			await glacier.deleteArchive({vaultName, archiveId}, signal);
			await catalog.archives.recordDelete(vaultName, [archiveId], serviceNow(context));
			deletion.deleted++;
		} catch (error) {
			signal.throwIfAborted();
			refused ||= concernsAll(error);
			deletion.failed++;
			if (deletion.failures.length < failuresTold) {
				const name = (await catalog.archives.byId(vaultName, archiveId))?.name ?? archiveId;
				deletion.failures.push({archiveId, name, error: toErrorValue(error)});
			}
		}
		deletion.left--;
		act.tell({done: deletion.deleted, failed: deletion.failed, of});
	};
	act.tell({done: 0, failed: 0, of});
	try {
		await forEachAtOnce(archiveIds, limits.callsAtOnce, one);
	} finally {
		if (deletion.deleted > 0) await context.news.changed(vaultName);
	}
	return deletion;
};
