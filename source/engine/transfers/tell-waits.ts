import {isUnderWay} from '../../model/transfer.ts';
import {type Context, serviceNow} from '../context.ts';
import type {TransferHandle} from './handle.ts';
import type {Waits} from './outage.ts';

/** Writes down that a transfer waits for the service, and that it goes on. */
export const tellWaits =
	(context: Context, handle: TransferHandle) =>
	async (waits: Waits | null): Promise<void> => {
		const {transferId, state, uploadId, treeHash, direction, quietSince} = handle.transfer;
		if (!isUnderWay(state)) return;
		if (waits) {
			context.log.warn({transferId, for: waits.for, error: waits.error}, 'A transfer waits.');
			// A line that is dead and was not cut is noticed late.
			const since = (waits.for === 'network' ? quietSince : null) ?? serviceNow(context);
			await handle.update({state: 'waiting', waitsFor: waits.for, waitsSince: since, error: waits.error});
		} else {
			const isWhole = direction === 'upload' && uploadId !== null && treeHash !== null;
			await handle.update({state: isWhole ? 'verifying' : 'moving'});
		}
	};
