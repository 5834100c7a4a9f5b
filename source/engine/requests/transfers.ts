import {invalidInput} from '../../model/errors/errors.ts';
import {placesAfter} from '../../model/queue-order.ts';
import {isOver} from '../../model/transfer.ts';
import {serviceNow} from '../context.ts';
import type {HandlersOf, Parts} from '../parts.ts';
import {needsStream} from '../streams/start-stream.ts';
import {clearAway} from '../transfers/cancel.ts';
import {chunkWindow} from '../transfers/chunk-window.ts';
import {whenOver} from '../transfers/finished.ts';
import {pause} from '../transfers/pause.ts';
import {resumeUpload} from '../transfers/start-upload.ts';
import {changeLimits} from '../transfers/transfer-limits.ts';

/** What a person can do with transfers that are there. */
export const transferRequests = ({context, book, queue, retrievals, keepLimits}: Parts): HandlersOf<'transfers'> => ({
	'transfers.list': () => book.list(),

	'transfers.chunks': (takes) => chunkWindow(context, book, takes),

	'transfers.finished': ({transferId}, signal) => whenOver(context, book, transferId, signal),

	'transfers.pause': async ({transferId}) => {
		const entry = await book.take(transferId);
		const {state, name} = entry.transfer;
		if (isOver(state)) throw invalidInput(`The transfer of ${name} is over.`);
		if (needsStream(entry.transfer))
			throw invalidInput(`${name} comes through a pipe, which cannot wait.`, 'Cancel it, or let it end.');
		await pause({book, queue}, entry);
		return null;
	},

	'transfers.resume': async ({transferId, retrieve = false, limit}, signal) => {
		const entry = await book.take(transferId);
		const {state, name, direction} = entry.transfer;
		if (state === 'done' || state === 'cancelled') throw invalidInput(`The transfer of ${name} is over.`);
		if (limit !== undefined) await book.update(entry, {limit});
		if (queue.has(entry)) {
			if (state !== 'waiting' || needsStream(entry.transfer)) return null;
			// Somebody who has just renewed credentials means now, and not at the next look.
			await queue.stop(entry);
		}
		if (entry.transfer.stream && entry.transfer.treeHash === null) {
			throw invalidInput(`The bytes of ${name} came through a pipe and are gone.`, 'Send them again.');
		}
		if (direction === 'upload') await resumeUpload({book, queue}, entry);
		else await retrievals.resume(entry, signal, {retrieve});
		return null;
	},

	'transfers.move': async ({transferId, to}) => {
		const entry = await book.take(transferId);
		if (isOver(entry.transfer.state)) throw invalidInput(`The transfer of ${entry.transfer.name} is over.`);
		const open = Array.from(book.entries).filter(({transfer}) => !isOver(transfer.state));
		const places = placesAfter(
			open.map(({transfer}) => transfer),
			transferId,
			to,
		);
		for (const one of open) {
			const place = places.get(one.transfer.transferId);
			if (place !== undefined) await book.update(one, {place});
		}
		if (to === 'first') await queue.hurry(entry);
		return null;
	},

	'transfers.limits': async (change) => {
		const limits = changeLimits(context, change);
		queue.refill();
		if (Object.keys(change).length > 0)
			await keepLimits?.(change.bandwidth === undefined ? change : {...change, bandwidth: limits.bandwidth});
		return limits;
	},

	'transfers.cancel': async ({transferId}) => {
		const entry = await book.take(transferId);
		const {state, name} = entry.transfer;
		if (state === 'done' || state === 'cancelled') throw invalidInput(`The transfer of ${name} is over.`);
		// Written down before anything of it is given up: nobody may go on with it after that. A stream ends with its sender in any case.
		if (isOver(state) || needsStream(entry.transfer)) await queue.stop(entry);
		else await pause({book, queue}, entry);
		if (entry.transfer.state === 'done') throw invalidInput(`The transfer of ${name} was just done.`);
		await clearAway(context, entry.transfer);
		await book.update(entry, {state: 'cancelled', finished: serviceNow(context), partsKeptUntil: null});
		return null;
	},

	'transfers.forget': async ({transferId}) => {
		const entry = await book.take(transferId);
		const {state, name} = entry.transfer;
		if (!isOver(state)) throw invalidInput(`The transfer of ${name} is not over.`, 'Cancel it first.');
		// A failed one may have left something behind that only its record leads to.
		if (state === 'failed') await clearAway(context, entry.transfer);
		await book.remove(entry);
		return null;
	},
});
