import {IceaxeError} from '../../model/errors/iceaxe-error.ts';
import type {Job} from '../../model/job.ts';
import {completePath} from '../../platform/complete-path.ts';
import {lookAtPath} from '../../platform/look-at-path.ts';
import {forEachAtOnce} from '../at-once.ts';
import {breakdownOf} from '../inventory/breakdown.ts';
import {calendarOf} from '../inventory/calendar.ts';
import {exportInventory, exportPortion} from '../inventory/export-inventory.ts';
import {loadMarks, saveMarks} from '../inventory/mark-files.ts';
import {changeNames} from '../inventory/names.ts';
import type {HandlersOf, Parts} from '../parts.ts';
import {ensureKnown} from './vaults.ts';

/** What a person can do with inventories, jobs and paths. */
export const otherRequests = (
	parts: Parts,
): HandlersOf<'inventory'> & HandlersOf<'marks'> & HandlersOf<'jobs'> & HandlersOf<'paths'> => {
	const {context, inventories, jobs, watcher} = parts;
	const {catalog, limits} = context;

	const refreshJobs = async (vaultName: string, signal: AbortSignal): Promise<Job[]> => {
		const listed = await jobs.refresh(vaultName, watcher.watched(vaultName), signal);
		if (parts.followsAll) for (const job of listed) if (!job.completed) watcher.watch(job);
		return listed;
	};

	return {
		'inventory.refresh': ({vaultName, wait = false}, signal) => inventories.refresh(vaultName, wait, signal),
		'inventory.import': async ({vaultName, path}, signal) => {
			const imported = await inventories.importFile(vaultName, path, signal);
			await ensureKnown(context, vaultName);
			return imported;
		},
		'inventory.export': (takes, signal) => exportInventory(context, takes, signal),
		'inventory.export-portion': (takes) => exportPortion(context, takes),
		'inventory.calendar': (takes) => calendarOf(context, takes),
		'inventory.summary': ({vaultName}) => catalog.inventories.summary(vaultName),
		'inventory.window': (query) => catalog.archives.window(query),
		'inventory.folder': (query) => catalog.archives.folder(query),
		'inventory.place': (takes) => catalog.archives.place(takes),
		'inventory.versions': ({vaultName, name}) => catalog.archives.versions(vaultName, name),
		'inventory.differences': (query) => catalog.archives.differences(query),
		'inventory.breakdown': (takes) => breakdownOf(context, takes),
		'inventory.names': (takes, signal) => changeNames(context, takes, signal),
		'inventory.mark': ({vaultName, change}) => catalog.marks.change(vaultName, change),

		'marks.save': (takes, signal) => saveMarks(context, takes, signal),
		'marks.load': (takes, signal) => loadMarks(context, takes, signal),

		'jobs.refresh': async ({vaultName}, signal) => {
			if (vaultName !== undefined) return refreshJobs(vaultName, signal);
			const all: Job[] = [];
			let denial: unknown;
			await forEachAtOnce(await catalog.vaults.list(), limits.callsAtOnce, async (vault) => {
				try {
					all.push(...(await refreshJobs(vault.vaultName, signal)));
				} catch (error) {
					// One vault's policy says nothing about the others.
					if (!(error instanceof IceaxeError && (error.kind === 'denied' || error.kind === 'not-found'))) throw error;
					denial = error;
				}
			});
			if (denial && all.length === 0) throw denial;
			return all;
		},

		'paths.look': ({path}) => lookAtPath(path),
		'paths.complete': ({prefix, folder, only}) => completePath(prefix, {only, folder}),
	};
};
