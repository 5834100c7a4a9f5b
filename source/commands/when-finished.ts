import type {EngineLink} from '../model/requests.ts';
import type {Transfer} from '../model/transfer.ts';
import type {Output} from './command.ts';

/**
 * Each transfer when it is over, whichever is first.
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
		yield {kind: 'transfer', value: transfer};
	}
}
