import {rangeLength} from '../../model/byte-range.ts';
import {errorFromValue, mismatch, notFound} from '../../model/errors/errors.ts';
import {type ErrorValue, IceaxeError} from '../../model/errors/iceaxe-error.ts';
import {countedText} from '../../model/format.ts';
import {knownSize, type Transfer} from '../../model/transfer.ts';
import type {TreeHash} from '../../model/tree-hash.ts';
import {identify, isSameFile, openSource, type SourceFile} from '../../platform/source-file.ts';
import {type Context, notify, serviceNow} from '../context.ts';
import {fileChanged, toFailure} from '../failure.ts';
import {paced} from './bandwidth-gate.ts';
import type {ChunkStep} from './chunk-planner.ts';
import type {TransferHandle} from './handle.ts';
import {isPast, KeptParts, keptFromNow} from './kept-parts.ts';
import {recordUpload} from './ledger.ts';
import {heldOn} from './own-limits.ts';
import {listParts} from './part-list.ts';
import {runSteps} from './run-steps.ts';
import {tellWaits} from './tell-waits.ts';
import {atOnceNow} from './transfer-limits.ts';
import {type UploadAct, UploadPlanner} from './upload-planner.ts';

/** One run of one upload: from wherever it is to its end, or to where only a person can help. */
type Run = {
	context: Context;
	handle: TransferHandle;
	planner: UploadPlanner;
	/** Null when all parts were accepted before, so that the file is not needed any more. */
	source: SourceFile | null;
	kept: KeptParts;
	signal: AbortSignal;
};

/** The parts that were sent are of an older state of the file: nothing is stitched together. */
const changedFile = (path: string): IceaxeError =>
	new IceaxeError('mismatch', `${path} was changed since its upload began.`, {
		code: fileChanged,
		hint: 'Upload it again: that begins a new upload. This one can be cancelled.',
	});

/** By its path: an open file that was replaced there is not changed, but neither is it the file that was named. */
const isUnchanged = async (transfer: Transfer): Promise<boolean> => {
	const {path, fileModified, fileInode} = transfer;
	const is = await identify(path).catch(() => null);
	return is !== null && isSameFile(is, {size: knownSize(transfer), modified: fileModified!, inode: fileInode!});
};

/**
 * Runs an upload to its end and writes down what it came to.
 * @throws IceaxeError when it stands still; everything that was accepted is written down. The signal's reason when it aborts.
 */
export const runUpload = async (context: Context, handle: TransferHandle, signal: AbortSignal): Promise<void> => {
	const {catalog, limits, clock} = context;
	const {transfer} = handle;
	const source = transfer.uploadId && transfer.treeHash ? null : await openSource(transfer.path);
	const kept = new KeptParts(context, handle);
	try {
		if (source && !(await isUnchanged(transfer))) throw changedFile(transfer.path);
		const planner = new UploadPlanner(
			{
				...limits,
				atOnce: () => atOnceNow(context),
				size: knownSize(transfer),
				chunkSize: transfer.chunkSize,
				random: Math.random,
			},
			{
				uploadId: transfer.uploadId,
				treeHash: transfer.treeHash,
				recorded: await catalog.transfers.verifiedChunks(transfer.transferId),
			},
		);
		handle.watch(() => planner.board);
		await handle.update({state: 'moving', error: null});
		const run = {context, handle, planner, source, kept, signal};
		const onWaits = tellWaits(context, handle);
		const end = await runSteps({planner, clock, signal, onWaits, perform: (step) => perform(run, step)});
		if (end.do === 'stop') throw errorFromValue(end.failure.error);
	} finally {
		await source?.close();
		if (handle.transfer.state !== 'done') await kept.writeDown();
	}
};

const perform = async (run: Run, step: UploadAct | ChunkStep): Promise<void> => {
	try {
		await acts[step.do](run, step as never);
	} catch (error) {
		if (!run.signal.aborted) run.planner.failed(step, toFailure(error), run.context.clock.now());
	}
};

type Act<Name> = (run: Run, step: Extract<UploadAct | ChunkStep, {do: Name}>) => Promise<void>;

const initiate: Act<'initiate'> = async ({context, handle, planner, signal}, {afresh}) => {
	const {vaultName, description, chunkSize, transferId, name} = handle.transfer;
	if (afresh) notify(context, 'attention', `The service has forgotten the upload of ${name}; it begins afresh.`);
	await context.catalog.transfers.dropChunks(transferId);
	const {uploadId} = await context.glacier.initiateUpload({vaultName, description, partSize: chunkSize}, signal);
	await handle.update({uploadId, treeHash: null, partsKeptUntil: keptFromNow(context)});
	planner.initiated(uploadId);
};

const find: Act<'find'> = async ({context, handle, planner, signal}) =>
	planner.found(await context.lostUploads.find(handle.transfer, signal));

const take: Act<'take'> = async ({context, handle, planner, signal}, {candidate}) => {
	const {uploadId, parts} = candidate;
	const taken = await context.lostUploads.take(handle.transfer, candidate, signal);
	if (taken) {
		// How long ago the last part came is not known; the next one sets it right.
		await handle.update({uploadId, treeHash: null, partsKeptUntil: null});
		const {count} = planner.board;
		const text = `An unfinished upload of ${handle.transfer.name} was found: ${parts.length} of ${countedText(count, 'part')} are there.`;
		notify(context, 'info', text);
	}
	planner.took(taken);
};

const list: Act<'list'> = async ({context, handle, planner, signal}, {uploadId}) => {
	const {vaultName, chunkSize, transferId} = handle.transfer;
	try {
		const takes = {vaultName, uploadId, size: knownSize(handle.transfer), partSize: chunkSize};
		// A part of another length is none of ours: it is sent again and takes the old one's place.
		planner.listed((await listParts(context.glacier, takes, signal)).parts);
	} catch (error) {
		if (toFailure(error).error.kind !== 'denied') throw error;
		// A key that may not ask has at least what was written down when each part was accepted.
		planner.listed(await context.catalog.transfers.verifiedChunks(transferId));
	}
};

const move: Act<'move'> = async ({context, handle, planner, source, kept, signal}, {index}) => {
	const {glacier, catalog, hasher, limits} = context;
	const {vaultName, uploadId, transferId, path} = handle.transfer;
	const {board} = planner;
	const range = board.range(index);
	const place = {offset: range.first, length: rangeLength(range)};
	const keep = place.length <= limits.largestInMemory;
	const {bytes, hashes, release} = await hasher.body({file: source!, ...place}, {keep, signal});
	let treeHash: TreeHash | undefined;
	try {
		// After it was read: parts of two states of a file are no archive, and a night of sending them would be for nothing.
		if (!(await isUnchanged(handle.transfer))) throw changedFile(path);
		const onSent = paced(heldOn(board, context.ownLimits.gateOf(handle.transfer)), (sent) => board.move(index, sent));
		const onRetry = (error: ErrorValue) => board.again(index, error);
		const body = bytes ?? {path, ...place};
		const takes = {vaultName, uploadId: uploadId!, range, body, hashes, onSent, onRetry};
		({treeHash} = await glacier.uploadPart(takes, signal));
	} finally {
		release(treeHash !== undefined);
	}
	if (treeHash !== hashes.tree) throw mismatch('The service computed another hash for a part.');
	await catalog.transfers.recordChunk(transferId, {index, treeHash});
	await kept.extend();
	planner.moved({index, treeHash});
};

const check: Act<'check'> = async ({context, handle, planner, source, signal}, {index, treeHash}) => {
	const {path, transferId} = handle.transfer;
	const range = planner.board.range(index);
	const slice = {file: source!, offset: range.first, length: rangeLength(range)};
	const matches = (await context.hasher.tree(slice, signal)) === treeHash;
	// The service may have a part whose answer was lost.
	if (matches) await context.catalog.transfers.recordChunk(transferId, {index, treeHash});
	planner.checked(index, matches, {kind: 'final', error: changedFile(path).value});
};

const complete: Act<'complete'> = async ({context, handle, planner, source, signal}, {uploadId, treeHash}) => {
	const {vaultName, path, name, stream = false} = handle.transfer;
	const size = knownSize(handle.transfer);
	const wasAsked = handle.transfer.treeHash !== null;
	if (source && !(await isUnchanged(handle.transfer))) throw changedFile(path);
	// Written down first: when the answer is lost, only the answer is asked for again.
	await handle.update({treeHash, ...(handle.transfer.state === 'waiting' ? {} : {state: 'verifying' as const})});
	const archive = await context.glacier
		.completeUpload({vaultName, uploadId, size, treeHash}, signal)
		.catch(async (error) => {
			const {kind} = toFailure(error);
			if (kind === 'gone') {
				const isExpired = !wasAsked && isPast(context, handle.transfer.partsKeptUntil);
				await handle.update({uploadId: null, treeHash: null, partsKeptUntil: null});
				if (isExpired) return null;
				throw notFound(
					`The service no longer knows the upload of ${name}, although it had all its parts.`,
					`It may have been completed, with the answer lost: look at a new inventory before ${stream ? 'it is sent again' : 'resuming, which uploads it again'}.`,
				);
			}
			// A stream has nothing to go back to: its parts are all there is.
			if (kind === 'final' && !signal.aborted && !stream) await handle.update({treeHash: null});
			throw error;
		});
	if (!archive) return planner.expired();
	// What fails from here on is ours: the archive is there, and the next run only asks for the answer again.
	await handle.update(archive);
	await recordUpload(context, handle.transfer);
	await handle.update({state: 'done', finished: serviceNow(context), partsKeptUntil: null});
	planner.completed();
};

const acts: {[Name in (UploadAct | ChunkStep)['do']]: Act<Name>} = {find, take, initiate, list, move, check, complete};
