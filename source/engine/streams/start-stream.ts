import {decodeDescription} from '../../model/descriptions/descriptions.ts';
import {encodeMt2} from '../../model/descriptions/mt2.ts';
import {cancelled, errorFromValue, invalidInput, producerGone, toErrorValue} from '../../model/errors/errors.ts';
import {saidOf} from '../../model/errors/reason.ts';
import {planStream} from '../../model/part-plan.ts';
import type {Requests} from '../../model/requests.ts';
import {timestamp} from '../../model/timestamp.ts';
import {isOver, type Transfer} from '../../model/transfer.ts';
import {unlessAborted} from '../at-once.ts';
import {type Context, notify, serviceNow} from '../context.ts';
import type {Entry, TransferBook} from '../transfers/book.ts';
import {clearAway, withLeftover} from '../transfers/cancel.ts';
import {whenOver} from '../transfers/finished.ts';
import type {TransferQueue} from '../transfers/queue.ts';
import {checkedDescription} from '../transfers/start-upload.ts';
import {wasStopped} from './byte-stream.ts';

type Parts = {context: Context; book: TransferBook; queue: TransferQueue};

type Takes = Requests['archives.upload-stream']['takes'];

const descriptionOf = ({clock}: Context, {name, description}: Takes): string => {
	if (description !== undefined) return checkedDescription(description);
	if (name === undefined) throw invalidInput('A stream has no name of its own.', 'Give it a name or a description.');
	return encodeMt2({filename: name, modified: timestamp(clock.now())});
};

const newTransfer = (context: Context, takes: Takes): Transfer => {
	const {vaultName, partSize, expectedSize, limit = null} = takes;
	const transferId = context.makeId();
	const description = descriptionOf(context, takes);
	const {name, modified} = decodeDescription(description, transferId);
	return {
		...{transferId, vaultName, name, description, modified, limit},
		direction: 'upload',
		state: 'queued',
		stream: true,
		// Before all others: whoever sends it waits with open files.
		place: 0,
		archiveId: null,
		path: '-',
		size: null,
		chunkSize: planStream({wanted: partSize ?? context.limits.partSize ?? undefined, expected: expectedSize}),
		treeHash: null,
		uploadId: null,
		jobId: null,
		tier: null,
		location: null,
		fileModified: null,
		fileInode: null,
		started: serviceNow(context),
		finished: null,
		error: null,
	};
};

/** Whether it is a stream whose bytes are still needed. */
export const needsStream = ({stream, treeHash, state}: Transfer): boolean =>
	stream === true && treeHash === null && !isOver(state);

/** Ends a stream that nothing will come of: what was sent is given up, and the transfer says why. */
const drop = async ({context, book, queue}: Parts, entry: Entry, thrown: unknown): Promise<void> => {
	await queue.stop(entry);
	if (isOver(entry.transfer.state)) return;
	const {name, uploadId} = entry.transfer;
	const left = await clearAway(context, entry.transfer);
	// The next start gives up what this one could not.
	if (left && context.closing.aborted) return;
	const error = withLeftover(toErrorValue(thrown), left);
	const state = wasStopped(thrown) ? 'cancelled' : 'failed';
	await book.update(entry, {
		...{state, error, finished: serviceNow(context), partsKeptUntil: null},
		uploadId: left === null ? null : uploadId,
	});
	if (state === 'failed') notify(context, 'error', saidOf(name, error), error);
};

/** Gives up what a stream has sent whose sender is gone with the process that it was in. */
export const dropLostStream = (parts: Parts, entry: Entry): Promise<void> => drop(parts, entry, producerGone());

const dropLostStreams = async (parts: Parts): Promise<void> => {
	const {book, context} = parts;
	for (const transfer of await book.list()) {
		if (!needsStream(transfer) || context.streams.get(transfer.transferId)) continue;
		const entry = await book.adopt(transfer);
		if (entry) await dropLostStream(parts, entry);
	}
};

/** Resolves when the service has opened the upload; rejects with its failure when that cannot be. */
const opened = (book: TransferBook, transferId: string): Promise<void> =>
	new Promise((resolve, reject) => {
		const stop = book.onChange(transferId, ({uploadId, state, error}) => {
			if (uploadId === null && !isOver(state)) return;
			stop();
			if (error && isOver(state)) reject(errorFromValue(error));
			else resolve();
		});
	});

/**
 * Opens the upload of a stream.
 * @throws IceaxeError when it cannot be; nothing of it is left.
 */
export const startStream = async (parts: Parts, takes: Takes, signal: AbortSignal): Promise<Transfer> => {
	const {context, book, queue} = parts;
	const {streams} = context;
	const transfer = newTransfer(context, takes);
	const {transferId} = transfer;
	await dropLostStreams(parts);
	const stream = streams.open(transferId);
	const entry = await book.add(transfer);
	const end = book.onChange(transferId, ({state, error}) => {
		if (!isOver(state)) return;
		end();
		if (state !== 'done') stream.giveUp(error === null ? cancelled() : errorFromValue(error));
		streams.forget(transferId);
	});
	let dropped: Promise<void> | undefined;
	stream.signal.addEventListener('abort', () => {
		dropped = drop(parts, entry, stream.signal.reason);
		streams.clear(dropped);
	});
	try {
		const ready = opened(book, transferId);
		queue.enqueue(entry);
		await Promise.all([unlessAborted(ready, signal), queue.hurry(entry)]);
	} catch (error) {
		stream.giveUp(error);
		await dropped?.catch(() => {});
		// Whoever wanted it is told why here, and nothing was sent of it.
		if (isOver(entry.transfer.state)) await book.remove(entry);
		throw error;
	}
	streams.lookAfter(stream);
	return entry.transfer;
};

/** Takes the word of a stream's sender for how it ended, and waits for what becomes of it. */
export const endStream = async (
	{context, book}: Parts,
	{transferId, end}: Requests['archives.end-stream']['takes'],
	signal: AbortSignal,
): Promise<Transfer> => {
	const stream = context.streams.get(transferId);
	if (stream && 'error' in end) stream.giveUp(errorFromValue(end.error));
	if (stream && 'bytes' in end) stream.end(end.bytes);
	return whenOver(context, book, transferId, signal);
};
