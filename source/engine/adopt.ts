import {isOver} from '../model/transfer.ts';
import type {Parts} from './parts.ts';
import {dropLostStream, needsStream} from './streams/start-stream.ts';
import {resumeUpload} from './transfers/start-upload.ts';

/**
 * Takes up what an engine that is no more has left: transfers that were under way, jobs that were waited for, inventories that are ready.
 * Resolves when all of it is ours; what has to be asked of the service goes on by itself.
 */
export const adoptOrphans = async (parts: Parts): Promise<void> => {
	const {context, book, queue, retrievals, watcher, inventories} = parts;
	for (const transfer of await context.catalog.transfers.list()) {
		if (isOver(transfer.state) || transfer.state === 'paused' || book.get(transfer.transferId)) continue;
		const entry = await book.adopt(transfer);
		if (!entry) continue;
		if (needsStream(transfer)) context.streams.clear(dropLostStream(parts, entry));
		else if (transfer.direction === 'upload') await resumeUpload({book, queue}, entry);
		else await retrievals.takeUp(entry);
	}
	for (const job of await context.catalog.jobs.list()) {
		if (!job.completed) watcher.watch(job, 'now');
		else await inventories.consider(job);
	}
};
