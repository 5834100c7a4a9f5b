import {toErrorValue} from '../../model/errors/errors.ts';
import type {ErrorValue} from '../../model/errors/iceaxe-error.ts';
import type {Transfer} from '../../model/transfer.ts';
import {removePart} from '../../platform/part-file.ts';
import {type Context, notify} from '../context.ts';

/** The parts at the service are given up, so that nobody pays for them; without us they would go after a day. */
const giveUpParts = async (context: Context, {vaultName, uploadId, name}: Transfer): Promise<ErrorValue | null> => {
	if (!uploadId) return null;
	try {
		await context.glacier.abortUpload({vaultName, uploadId}, context.closing);
		return null;
	} catch (thrown) {
		const error = toErrorValue(thrown);
		if (error.kind === 'not-found') return null;
		notify(
			context,
			'attention',
			`The parts of ${name} stay with the service until they expire: ${error.message}`,
			error,
		);
		return error;
	}
};

const removeUnfinished = async (context: Context, transfer: Transfer): Promise<ErrorValue | null> => {
	const {path, transferId, fileInode} = transfer;
	if (fileInode === null) return null;
	try {
		await removePart({finalPath: path, key: transferId, inode: fileInode});
		return null;
	} catch (thrown) {
		const error = toErrorValue(thrown);
		notify(
			context,
			'attention',
			`The unfinished file of ${transfer.name} could not be removed: ${error.message}`,
			error,
		);
		return error;
	}
};

/** Clears away what a transfer that will not go on has left behind. Gives why something of it is left; null when nothing is. */
export const clearAway = async (context: Context, transfer: Transfer): Promise<ErrorValue | null> => {
	const left = await (transfer.direction === 'upload' ? giveUpParts : removeUnfinished)(context, transfer);
	await context.catalog.transfers.dropChunks(transfer.transferId);
	return left;
};

/** The error of an upload, with what a person should know when its parts could not be given up. */
export const withLeftover = (error: ErrorValue, left: ErrorValue | null): ErrorValue =>
	left === null
		? error
		: {
				...error,
				hint: [
					error.hint,
					`Its parts could not be given up: ${left.message} They lapse 24 hours after the last one was sent.`,
				]
					.filter(Boolean)
					.join(' '),
			};
