import {invalidInput, notFound} from '../../model/errors/errors.ts';
import {isOver, type Transfer} from '../../model/transfer.ts';
import {unlessAborted} from '../at-once.ts';
import type {Context} from '../context.ts';
import type {TransferBook} from './book.ts';

/** How often one that another engine works on is looked at, in milliseconds. */
const lookEvery = 1000;

/**
 * Resolves when a transfer is over, with how it ended.
 * @throws IceaxeError `not-found`; `invalid-input` when nobody works on it.
 */
export const whenOver = async (
	{clock, catalog}: Context,
	book: TransferBook,
	transferId: string,
	signal: AbortSignal,
): Promise<Transfer> => {
	const ours = book.get(transferId);
	if (ours) return isOver(ours.transfer.state) ? ours.transfer : unlessAborted(nextEnd(book, transferId), signal);
	for (;;) {
		const transfer = await catalog.transfers.find(transferId);
		if (!transfer) throw notFound(`There is no transfer ${transferId}.`);
		if (isOver(transfer.state)) return transfer;
		if (!(await book.isWorkedOn(transferId))) {
			throw invalidInput(`Nobody works on the transfer of ${transfer.name}.`, 'Resume it first.');
		}
		await clock.sleep(lookEvery, signal);
	}
};

const nextEnd = (book: TransferBook, transferId: string): Promise<Transfer> =>
	new Promise((resolve) => {
		const stop = book.onChange(transferId, (transfer) => {
			if (!isOver(transfer.state)) return;
			stop();
			resolve(transfer);
		});
	});
