import {isAbort, notFound, toErrorValue} from '../../model/errors/errors.ts';
import {inQueueOrder} from '../../model/queue-order.ts';
import type {Transfer} from '../../model/transfer.ts';
import type {Argument, ArgumentValues, Output, Tools} from '../command.ts';
import {manyOf} from '../values.ts';

export const transferArgument: Argument = {
	name: 'transfer',
	title: 'Ids of transfers, as `transfers list` gives them.',
	type: 'text',
	positional: true,
	many: true,
	required: true,
};

/** One transfer. */
export const oneTransferArgument: Argument = {
	name: 'transfer',
	title: 'The id of a transfer, as `transfers list` gives it.',
	type: 'text',
	positional: true,
	required: true,
};

/** In place of ids. */
export const allArgument = (title: string): Argument => ({name: 'all', title, type: 'flag'});

/**
 * The values with the ids of all transfers of which a command makes sense, where all were asked for; mostly in the order of the queue, so that
 * those which begin first are those whose turn it is.
 */
export const withAll = async (
	values: ArgumentValues,
	{link, signal}: Tools,
	isMeant: (transfer: Transfer) => boolean,
	order = inQueueOrder,
): Promise<ArgumentValues> => {
	if (values.all !== true) return values;
	const meant = (await link.request('transfers.list', {}, signal)).filter(isMeant).toSorted(order);
	return {...values, transfer: meant.map(({transferId}) => transferId)};
};

/**
 * Does something to each transfer that was named and gives what it has become; one that fails stops no other.
 * `act` gives the transfer where it knows it, else it is looked up again.
 */
export async function* eachTransfer(
	values: ArgumentValues,
	{link, signal}: Tools,
	act: (transfer: Transfer) => Promise<Transfer | null>,
): AsyncGenerator<Output> {
	const known = async (transferId: string) =>
		(await link.request('transfers.list', {}, signal)).find((transfer) => transfer.transferId === transferId);
	const none = values.all === true && Array.isArray(values.transfer) && values.transfer.length === 0;
	for (const transferId of none ? [] : manyOf(values, 'transfer')) {
		try {
			const transfer = await known(transferId);
			if (!transfer) throw notFound(`There is no transfer ${transferId}.`, '`transfers list` gives their ids.');
			const after = await act(transfer);
			yield {kind: 'transfer', value: after ?? (await known(transferId)) ?? transfer};
		} catch (error) {
			if (isAbort(error)) throw error;
			yield {kind: 'failure', value: {subject: transferId, error: toErrorValue(error)}};
		}
	}
}
