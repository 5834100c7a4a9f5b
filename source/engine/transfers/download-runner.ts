import {rangeLength} from '../../model/byte-range.ts';
import {errorFromValue, toErrorValue} from '../../model/errors/errors.ts';
import {type ErrorValue, IceaxeError} from '../../model/errors/iceaxe-error.ts';
import {bytesText} from '../../model/format.ts';
import {knownSize, type Transfer, type VerifiedChunk} from '../../model/transfer.ts';
import {freeSpace} from '../../platform/free-space.ts';
import {isPublished, openPart, type PartFile} from '../../platform/part-file.ts';
import {type Context, serviceNow} from '../context.ts';
import {toFailure} from '../failure.ts';
import {expiredRetrieval} from '../restores/new-retrieval.ts';
import type {ChunkStep} from './chunk-planner.ts';
import {DownloadPlanner} from './download-planner.ts';
import {fetchChunk} from './fetch-chunk.ts';
import type {TransferHandle} from './handle.ts';
import {heldOn} from './own-limits.ts';
import {runSteps} from './run-steps.ts';
import {tellWaits} from './tell-waits.ts';
import {atOnceNow} from './transfer-limits.ts';

/** One run of one download: from wherever it is to the file in its place, or to where only a person can help. */
type Run = {
	context: Context;
	handle: TransferHandle;
	planner: DownloadPlanner;
	part: PartFile;
	signal: AbortSignal;
};

/** The file was put in place, and the crash came before that was written down. */
const wasPlaced = async (transfer: Transfer): Promise<boolean> => {
	const {state, path, fileInode} = transfer;
	return state === 'verifying' && fileInode !== null && (await isPublished(path, fileInode, knownSize(transfer)));
};

const checkSpace = async (path: string, needed: number): Promise<void> => {
	const free = await freeSpace(path);
	if (free === null || needed <= free) return;
	throw new IceaxeError(
		'file',
		`${path} does not fit: it needs ${bytesText(needed)}, and ${bytesText(free)} are free.`,
		{
			code: 'ENOSPC',
			hint: 'Make room and resume: what was fetched is kept.',
		},
	);
};

/** What an earlier run verified, as far as its part file is still there. */
const recordedChunks = async (
	{catalog}: Context,
	{transferId}: Transfer,
	part: PartFile,
): Promise<readonly VerifiedChunk[]> => {
	if (!part.fresh) return catalog.transfers.verifiedChunks(transferId);
	await catalog.transfers.dropChunks(transferId);
	return [];
};

/**
 * Runs a download whose job is ready to its end and writes down what it came to.
 * @throws IceaxeError when it stands still; every verified chunk is written down. The signal's reason when it aborts.
 */
export const runDownload = async (context: Context, handle: TransferHandle, signal: AbortSignal): Promise<void> => {
	const {catalog, limits, clock} = context;
	const {transfer} = handle;
	const size = knownSize(transfer);
	if (await wasPlaced(transfer)) return handle.update({state: 'done', finished: serviceNow(context)});
	const part = await openPart({finalPath: transfer.path, key: transfer.transferId, inode: transfer.fileInode});
	try {
		const recorded = await recordedChunks(context, transfer, part);
		const planner = new DownloadPlanner(
			{...limits, atOnce: () => atOnceNow(context), size, chunkSize: transfer.chunkSize, random: Math.random},
			{treeHash: transfer.treeHash!, recorded},
		);
		handle.watch(() => planner.board);
		await handle.update({state: 'moving', error: null, fileInode: part.inode});
		await checkSpace(transfer.path, size - planner.board.verifiedBytes);
		const run = {context, handle, planner, part, signal};
		const onWaits = tellWaits(context, handle);
		const end = await runSteps({planner, clock, signal, onWaits, perform: (step) => perform(run, step)});
		if (end.do === 'done') return;
		if (end.discard) await catalog.transfers.dropChunks(transfer.transferId);
		throw errorFromValue(end.failure.error);
	} finally {
		await part.close();
	}
};

const perform = async (run: Run, step: ChunkStep | {do: 'place'}): Promise<void> => {
	try {
		if (step.do === 'move') await move(run, step.index);
		else if (step.do === 'check') await check(run, step);
		else await place(run);
	} catch (error) {
		if (!run.signal.aborted) run.planner.failed(step, toFailure(error), run.context.clock.now());
	}
};

/** A job that is no longer there has expired. */
const expired = (error: unknown, transfer: Transfer): unknown =>
	toErrorValue(error).kind === 'not-found' ? expiredRetrieval(transfer) : error;

const move = async ({context, handle, planner, part, signal}: Run, index: number): Promise<void> => {
	const {vaultName, jobId, transferId, treeHash: whole} = handle.transfer;
	const {board} = planner;
	const range = board.range(index);
	const takes = {
		vaultName,
		jobId: jobId!,
		range,
		size: knownSize(handle.transfer),
		treeHash: board.count === 1 ? whole : null,
		file: part,
		gate: heldOn(board, context.ownLimits.gateOf(handle.transfer)),
		onReceived: (bytes: number) => board.move(index, bytes),
		onRetry: (error: ErrorValue) => board.again(index, error),
	};
	const treeHash = await fetchChunk(context, takes, signal).catch((error) =>
		Promise.reject(expired(error, handle.transfer)),
	);
	await context.catalog.transfers.recordChunk(transferId, {index, treeHash});
	planner.moved({index, treeHash});
};

const check = async ({context, planner, part, signal}: Run, step: Extract<ChunkStep, {do: 'check'}>): Promise<void> => {
	const range = planner.board.range(step.index);
	const slice = {file: part, offset: range.first, length: rangeLength(range)};
	try {
		const treeHash = await context.hasher.tree(slice, signal);
		planner.checked(step.index, treeHash === step.treeHash);
	} catch (error) {
		// Shorter than it was: the disk lost it.
		if (toErrorValue(error).kind !== 'mismatch') throw error;
		planner.checked(step.index, false);
	}
};

const place = async ({context, handle, planner, part}: Run): Promise<void> => {
	const {modified, overwrite = false} = handle.transfer;
	const size = knownSize(handle.transfer);
	// Written down first: after a crash, the file in its place is known to be ours.
	await handle.update({state: 'verifying'});
	await part.publish({size, modified: modified ? new Date(modified) : null, overwrite});
	await handle.update({state: 'done', finished: serviceNow(context)});
	planner.placed();
};
