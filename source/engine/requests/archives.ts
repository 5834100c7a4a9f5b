import {notFound} from '../../model/errors/errors.ts';
import {deleteArchives} from '../delete-archives.ts';
import type {HandlersOf, Parts} from '../parts.ts';
import {planRestore} from '../restores/plan-restore.ts';
import {restore} from '../restores/restore.ts';
import {endStream, startStream} from '../streams/start-stream.ts';
import {planUpload, startUpload} from '../transfers/start-upload.ts';

/** What a person can do with archives. */
export const archiveRequests = (parts: Parts): HandlersOf<'archives'> & HandlersOf<'acts'> => {
	const {context, acts, jobs, watcher} = parts;
	const {catalog} = context;
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

		'archives.select': ({vaultName, selection, limit}) => catalog.archives.select(vaultName, selection, limit),

		'archives.upload': (takes) => startUpload(parts, takes),

		'archives.plan-upload': (takes) => planUpload(parts, takes),

		'archives.upload-stream': (takes, signal) => startStream(parts, takes, signal),

		'archives.end-stream': (takes, signal) => endStream(parts, takes, signal),

		'archives.plan-restore': async (takes, signal) => {
			const {vaultName} = takes;
			const listed = await jobs.refreshIfAllowed(vaultName, watcher.watched(vaultName), signal);
			return planRestore(context, takes, listed ?? []);
		},

		'archives.restore': (takes, signal) => acts.run(takes.actId, (act) => restore(parts, act, takes, signal)),

		'archives.delete': (takes, signal) => acts.run(takes.actId, (act) => deleteArchives(context, act, takes, signal)),

		'acts.stop': async ({actId}) => {
			acts.stop(actId);
			return null;
		},
	};
};
