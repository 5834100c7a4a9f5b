import type {Selection} from '../../model/archive.ts';
import {invalidInput, notFound} from '../../model/errors/errors.ts';
import {forEachAtOnce} from '../at-once.ts';
import {type Context, serviceNow, tellInventory} from '../context.ts';
import type {HandlersOf, Parts} from '../parts.ts';
import {planRestore} from '../restores/plan-restore.ts';
import {restore} from '../restores/restore.ts';
import {endStream, startStream} from '../streams/start-stream.ts';
import {planUpload, startUpload} from '../transfers/start-upload.ts';

/** More than this is asked for in several turns. */
const mostDeleted = 100_000;

/** Ids need not be known to the catalog: an archive can be deleted whose inventory was never seen. */
const chosenIds = async ({catalog}: Context, vaultName: string, selection: Selection): Promise<readonly string[]> => {
	if ('archiveIds' in selection) return selection.archiveIds;
	const archives = await catalog.archives.select(vaultName, selection, mostDeleted + 1);
	if (archives.length > mostDeleted) throw invalidInput(`At most ${mostDeleted} archives can be deleted at once.`);
	return archives.map(({archiveId}) => archiveId);
};

/** What a person can do with archives. */
export const archiveRequests = (parts: Parts): HandlersOf<'archives'> => {
	const {context, jobs, watcher} = parts;
	const {catalog, glacier, limits} = context;
	return {
		'archives.find': async ({vaultName, terms}) => {
			const found = [];
			for (const term of terms) {
				const archive =
					(await catalog.archives.byId(vaultName, term)) ?? (await catalog.archives.byName(vaultName, term));
				if (!archive) {
					throw notFound(
						`${vaultName} has no archive ${term}, as far as is known here.`,
						'A new inventory may have it.',
					);
				}
				found.push(archive);
			}
			return found;
		},

		'archives.upload': (takes) => startUpload(parts, takes),

		'archives.plan-upload': (takes) => planUpload(parts, takes),

		'archives.upload-stream': (takes, signal) => startStream(parts, takes, signal),

		'archives.end-stream': (takes, signal) => endStream(parts, takes, signal),

		'archives.plan-restore': async (takes, signal) => {
			const {vaultName} = takes;
			const listed = await jobs.refreshIfAllowed(vaultName, watcher.watched(vaultName), signal);
			return planRestore(context, takes, listed ?? []);
		},

		'archives.restore': (takes, signal) => restore(parts, takes, signal),

		'archives.delete': async ({vaultName, selection}, signal) => {
			const deleted: string[] = [];
			try {
				await forEachAtOnce(await chosenIds(context, vaultName, selection), limits.callsAtOnce, async (archiveId) => {
					await glacier.deleteArchive({vaultName, archiveId}, signal);
					await catalog.archives.recordDelete(vaultName, [archiveId], serviceNow(context));
					deleted.push(archiveId);
				});
			} finally {
				if (deleted.length > 0) await tellInventory(context, vaultName);
			}
			return {deleted};
		},
	};
};
