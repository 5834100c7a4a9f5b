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

/**
 * Each transfer when it is over, whichever is first; one that failed is followed by its failure.
 * @throws IceaxeError `cancelled` when the signal aborts; the transfers stay as they are.
 */
export async function* whenFinished(
	transfers: readonly Transfer[],
	link: EngineLink,
	signal: AbortSignal,
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
		yield* outputsOf(transfer);
	}
}
