import {isOver} from '../../model/transfer.ts';
import type {Entry, TransferBook} from './book.ts';
import type {TransferQueue} from './queue.ts';

/**
 * Stops a transfer, and writes down that it stands still. It may have come to its end meanwhile.
 *
 * @throws when that cannot be written down. Then it goes on, as it would when the next engine takes it up.
 */
export const pause = async ({book, queue}: {book: TransferBook; queue: TransferQueue}, entry: Entry): Promise<void> => {
	const ran = queue.has(entry);
	await queue.stop(entry);
	if (isOver(entry.transfer.state)) return;
	try {
		await book.update(entry, {state: 'paused'});
	} catch (error) {
		if (ran) queue.enqueue(entry);
		throw error;
	}
};
