import type {JobOutput, OnRetry} from '../../glacier/glacier.ts';
import {type ByteRange, rangeLength, rangeText} from '../../model/byte-range.ts';
import {mismatch} from '../../model/errors/errors.ts';
import type {TreeHash} from '../../model/tree-hash.ts';
import type {Context} from '../context.ts';
import type {OpenFile} from '../hashing/tasks.ts';
import type {Gate} from './own-limits.ts';

/** Whether an answer is about the range that was asked for. */
const isOf = ({status, contentRange}: JobOutput, range: ByteRange, size: number): boolean =>
	status === 206 ? contentRange === `bytes ${rangeText(range)}/${size}` : rangeLength(range) === size;

/**
 * Fetches one range of a job's output, writes it at its place in `file` while it comes, and gives its tree hash, which is what the service
 * said it is.
 *
 * @throws IceaxeError `mismatch` when it is not, or when more or fewer bytes came than were asked for.
 */
export const fetchChunk = async (
	{glacier, hasher}: Pick<Context, 'glacier' | 'hasher'>,
	takes: {
		vaultName: string;
		jobId: string;
		range: ByteRange;
		/** Bytes of the whole output. */
		size: number;
		/** Known without the service's word, when the range is the whole archive. */
		treeHash: TreeHash | null;
		file: OpenFile;
		/** Through which its bytes pass. */
		gate: Gate;
		onReceived: (bytes: number) => void;
		onRetry: OnRetry;
	},
	signal: AbortSignal,
): Promise<TreeHash> => {
	const {vaultName, jobId, range, size, file, gate, onReceived, onRetry} = takes;
	const output = await glacier.getJobOutput({vaultName, jobId, range, onRetry}, signal);
	const sink = hasher.sink(file, range.first);
	let received = 0;
	try {
		if (!isOf(output, range, size)) throw mismatch('The service sent another range than was asked for.');
		for await (const piece of output.body) {
			// The piece is given away with `write`, and its length with it.
			const length = piece.byteLength;
			received += length;
			if (received > rangeLength(range)) throw mismatch('The service sent more bytes than were asked for.');
			const room = sink.write(piece);
			onReceived(received);
			if (room) await room;
			const turn = gate.pass(length);
			if (turn) await turn;
		}
		if (received < rangeLength(range)) throw mismatch('The service sent fewer bytes than were asked for.');
		const treeHash = await sink.end();
		for (const expected of [output.treeHash, takes.treeHash]) {
			if (expected !== null && expected !== treeHash)
				throw mismatch('The bytes that came are not what their hash says.');
		}
		return treeHash;
	} catch (error) {
		output.body.destroy();
		await sink.drop();
		throw error;
	}
};
