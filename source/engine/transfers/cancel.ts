import {toErrorValue} from '../../model/errors/errors.ts';
import type {Transfer} from '../../model/transfer.ts';
import {removePart} from '../../platform/part-file.ts';
import {type Context, notify} from '../context.ts';

/** The parts at the service are given up, so that nobody pays for them; without us they would go after a day. */
const giveUpParts = async (context: Context, {vaultName, uploadId, name}: Transfer): Promise<void> => {
	if (!uploadId) return;
	try {
		await context.glacier.abortUpload({vaultName, uploadId}, context.closing);
	} catch (thrown) {
		const error = toErrorValue(thrown);
		if (error.kind === 'not-found') return;
		notify(
			context,
			'attention',
			`The parts of ${name} stay with the service until they expire: ${error.message}`,
			error,
		);
	}
};

const removeUnfinished = async (context: Context, transfer: Transfer): Promise<void> => {
	const {path, transferId, fileInode} = transfer;
	if (fileInode === null) return;
	try {
		await removePart({finalPath: path, key: transferId, inode: fileInode});
	} catch (thrown) {
		const error = toErrorValue(thrown);
		notify(
			context,
			'attention',
			`The unfinished file of ${transfer.name} could not be removed: ${error.message}`,
			error,
		);
	}
};

/** Clears away what a transfer that will not go on has left behind. */
export const clearAway = async (context: Context, transfer: Transfer): Promise<void> => {
	await (transfer.direction === 'upload' ? giveUpParts : removeUnfinished)(context, transfer);
	await context.catalog.transfers.dropChunks(transfer.transferId);
};
