import {cancelled} from '../model/errors/errors.ts';
import type {ErrorValue} from '../model/errors/iceaxe-error.ts';
import type {EngineLink} from '../model/requests.ts';
import type {Transfer} from '../model/transfer.ts';
import type {Output} from './command.ts';

/** Why a transfer that is over did not do what it was for; null when it did. */
const failureOf = ({state, name, error}: Transfer): ErrorValue | null =>
	state === 'cancelled' ? cancelled(`${name} was cancelled.`).value : state === 'failed' ? error : null;

/** A transfer that is over, followed by its failure if it did not do what it was for. */
export function* outputsOf(transfer: Transfer): Generator<Output> {
	yield {kind: 'transfer', value: transfer};
	const error = failureOf(transfer);
	if (error) yield {kind: 'failure', value: {subject: transfer.name, error}};
}

/** Whether it is an upload that failed before the service had any of its bytes: nothing of it can be taken up again. */
const neverBegan = async (transfer: Transfer, link: EngineLink): Promise<boolean> => {
	const {direction, state, stream, uploadId, transferId} = transfer;
	if (direction !== 'upload' || state !== 'failed') return false;
	if (!stream) return uploadId === null;
	const {counts} = await link.request('transfers.chunks', {transferId, offset: 0, limit: 0});
	return counts.v === 0;
};

/**
 * The same for whoever began the transfer. An upload of which the service has nothing is no result, only a failure; and since its failure is
 * told here, it does not stay on the list. One that was begun in the screen does, for whoever has not seen it fail.
 */
export async function* outputsOfOwn(transfer: Transfer, link: EngineLink): AsyncGenerator<Output> {
	const {transferId} = transfer;
	if (!(await neverBegan(transfer, link))) {
		yield* outputsOf(transfer);
		return;
	}
	// It may be gone already, and what failed is told in any case.
	await link.request('transfers.forget', {transferId}).catch(() => {});
	for (const output of outputsOf(transfer)) if (output.kind === 'failure') yield output;
}

/**
 * Each transfer when it is over, whichever is first; one that failed is followed by its failure. For transfers that the command has begun
 * itself `outputs` is {@link outputsOfOwn}.
 * @throws IceaxeError `cancelled` when the signal aborts; the transfers stay as they are.
 */
export async function* whenFinished(
	transfers: readonly Transfer[],
	link: EngineLink,
	signal: AbortSignal,
	outputs: (transfer: Transfer, link: EngineLink) => AsyncIterable<Output> | Iterable<Output> = outputsOf,
): AsyncGenerator<Output> {
	const waiting = new Map(
		transfers.map(({transferId}) => [
			transferId,
			link.request('transfers.finished', {transferId}, signal).then((transfer) => ({transferId, transfer})),
		]),
	);
	while (waiting.size > 0) {
		const {transferId, transfer} = await Promise.race(waiting.values());
		waiting.delete(transferId);
		yield* outputs(transfer, link);
	}
}
