import {errorFromValue, mismatch, producerGone, toErrorValue} from '../../model/errors/errors.ts';
import {bytesText} from '../../model/format.ts';
import {mostParts} from '../../model/limits.ts';
import type {BodyHashes} from '../../model/tree-hash.ts';
import {type Context, notify} from '../context.ts';
import {toFailure} from '../failure.ts';
import type {Lease} from '../hashing/body-memory.ts';
import {paced} from '../transfers/bandwidth-gate.ts';
import {clearAway, withLeftover} from '../transfers/cancel.ts';
import type {TransferHandle} from '../transfers/handle.ts';
import {KeptParts, keptFromNow} from '../transfers/kept-parts.ts';
import {heldOn} from '../transfers/own-limits.ts';
import {runSteps} from '../transfers/run-steps.ts';
import {tellWaits} from '../transfers/tell-waits.ts';
import {atOnceNow} from '../transfers/transfer-limits.ts';
import type {ByteStream} from './byte-stream.ts';
import {type StreamAct, StreamPlanner} from './stream-planner.ts';

/** A part in memory until the service has accepted it. Its hashes are computed once, whatever befalls it on its way. */
type Held = {
	lease: Lease;
	bytes: Uint8Array<SharedArrayBuffer>;
	hashes: BodyHashes | null;
	/** A connection that was given up may still read it. */
	isRead: boolean;
};

/** The only run of the upload of a stream. */
type Run = {
	context: Context;
	handle: TransferHandle;
	planner: StreamPlanner;
	stream: ByteStream;
	kept: KeptParts;
	parts: Map<number, Held>;
	/** Ends everything that is under way, because the stream has come to nothing. */
	halt: AbortController;
	signal: AbortSignal;
};

/** At these counts of parts a person is told how far a stream may still grow: while it runs is too late for another size of parts. */
const warnings: ReadonlyMap<number, string> = new Map([
	[mostParts / 2, 'half'],
	[mostParts * 0.9, 'nine tenths'],
]);

/**
 * Uploads the stream of a transfer until the service has all its parts and the transfer has its size and its tree hash: then it can be completed
 * like any other upload.
 *
 * @throws IceaxeError when it came to nothing, and what it had sent was given up. The signal's reason when it aborts: whoever stopped it clears
 * away.
 */
export const runStream = async (context: Context, handle: TransferHandle, signal: AbortSignal): Promise<void> => {
	const {limits, clock, streams} = context;
	const {transferId, chunkSize} = handle.transfer;
	const stream = streams.get(transferId);
	if (!stream) throw producerGone();
	// Memory that is filled counts too; one part can always move beside it.
	const inMemory = Math.max(1, Math.floor(limits.streamMemory / chunkSize) - 1);
	const atOnce = () => Math.min(inMemory, atOnceNow(context));
	const planner = new StreamPlanner({...limits, atOnce, chunkSize, random: Math.random});
	const halt = new AbortController();
	const run: Run = {
		...{context, handle, planner, stream, halt, parts: new Map(), kept: new KeptParts(context, handle)},
		signal: AbortSignal.any([signal, stream.signal, halt.signal]),
	};
	handle.watch(() => planner.board);
	try {
		await handle.update({state: 'moving', error: null});
		const onWaits = tellWaits(context, handle);
		const end = await runSteps({planner, clock, signal: run.signal, onWaits, perform: (step) => perform(run, step)});
		if (end.do === 'stop') throw errorFromValue(end.failure.error);
		await handle.update({size: end.size, treeHash: end.treeHash});
		// From now on any engine can complete it.
		streams.forget(transferId);
	} catch (error) {
		if (signal.aborted || stream.signal.aborted) throw error;
		const left = await clearAway(context, handle.transfer);
		if (left === null) await handle.update({uploadId: null, partsKeptUntil: null});
		throw errorFromValue(withLeftover(toErrorValue(error), left));
	} finally {
		for (const {lease} of run.parts.values()) lease.giveBack(false);
	}
};

const perform = async (run: Run, step: StreamAct): Promise<void> => {
	const {planner, halt, signal, context} = run;
	try {
		await acts[step.do](run, step as never);
	} catch (error) {
		if (signal.aborted) return;
		planner.failed(step, toFailure(error), context.clock.now());
	}
	if (planner.failure) halt.abort(errorFromValue(planner.failure.error));
};

type Act<Name> = (run: Run, step: Extract<StreamAct, {do: Name}>) => Promise<void>;

const initiate: Act<'initiate'> = async ({context, handle, planner, signal}) => {
	const {vaultName, description, chunkSize} = handle.transfer;
	const {uploadId} = await context.glacier.initiateUpload({vaultName, description, partSize: chunkSize}, signal);
	await handle.update({uploadId, partsKeptUntil: keptFromNow(context)});
	planner.initiated();
};

const fill: Act<'fill'> = async ({context, handle, planner, stream, parts, signal}, {index}) => {
	const {chunkSize, name} = handle.transfer;
	// No memory is taken for a producer that says nothing yet.
	if (!(await stream.hasMore(signal))) return planner.filled(0, true);
	// The one part too many is not filled: that it would be needed is enough.
	if (index === mostParts) return planner.filled(1, false);
	const lease = await context.hasher.lease(chunkSize, signal);
	try {
		const filled = await stream.fill(lease.bytes, signal);
		parts.set(index, {lease, bytes: lease.bytes.subarray(0, filled), hashes: null, isRead: false});
		planner.filled(filled, filled < chunkSize);
	} catch (error) {
		lease.giveBack(true);
		throw error;
	}
	const share = warnings.get(index + 1);
	if (!share) return;
	const most = bytesText(mostParts * chunkSize);
	notify(
		context,
		'attention',
		`${name} has sent ${share} of what it may: beyond ${most} (${mostParts} parts of ${bytesText(chunkSize)}) it fails. Larger parts, for the next time: --expect-size or --part-size.`,
	);
};

const move: Act<'move'> = async ({context, handle, planner, parts, kept, signal}, {index}) => {
	const {glacier, catalog, hasher} = context;
	const {vaultName, uploadId, transferId} = handle.transfer;
	const {board} = planner;
	const held = parts.get(index)!;
	held.hashes ??= await hasher.memory(held.bytes, signal);
	const {bytes, hashes} = held;
	const isRead = held.isRead;
	held.isRead = true;
	const {treeHash} = await glacier.uploadPart(
		{
			...{vaultName, uploadId: uploadId!, hashes, range: board.range(index), body: bytes},
			onSent: paced(heldOn(board, context.ownLimits.gateOf(handle.transfer)), (sent) => board.move(index, sent)),
			onRetry: (error) => board.again(index, error),
		},
		signal,
	);
	if (treeHash !== hashes.tree) throw mismatch('The service computed another hash for a part.');
	await kept.extend();
	await catalog.transfers.recordChunk(transferId, {index, treeHash});
	parts.delete(index);
	held.lease.giveBack(!isRead);
	planner.moved({index, treeHash});
};

const acts: {[Name in StreamAct['do']]: Act<Name>} = {initiate, fill, move};
