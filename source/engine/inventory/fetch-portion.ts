import type {JobOutput} from '../../glacier/glacier.ts';
import type {ByteRange} from '../../model/byte-range.ts';
import {errorFromValue, mismatch} from '../../model/errors/errors.ts';
import type {Context} from '../context.ts';
import {retryDelay, toFailure} from '../failure.ts';
import type {BandwidthGate} from '../transfers/bandwidth-gate.ts';

/** Some bytes of an inventory, and how many it has in all. */
export type Portion = {bytes: Uint8Array; total: number};

/** `bytes 0-99/1234`: the first byte, and the size of the whole. */
const readContentRange = (text: string | null): {first: number; total: number} | undefined => {
	const match = /^bytes (\d+)-\d+\/(\d+)$/.exec(text ?? '');
	return match ? {first: Number(match[1]), total: Number(match[2])} : undefined;
};

const readBody = async (body: JobOutput['body'], bandwidth: BandwidthGate): Promise<Uint8Array> => {
	const pieces: Uint8Array[] = [];
	for await (const piece of body) {
		pieces.push(piece);
		await bandwidth.pass(piece.byteLength);
	}
	const bytes = new Uint8Array(pieces.reduce((sum, {byteLength}) => sum + byteLength, 0));
	let at = 0;
	for (const piece of pieces) {
		bytes.set(piece, at);
		at += piece.byteLength;
	}
	return bytes;
};

const fetchOnce = async (
	{glacier, bandwidth}: Context,
	{vaultName, jobId, range}: {vaultName: string; jobId: string; range: ByteRange},
	signal: AbortSignal,
): Promise<Portion> => {
	const {body, contentRange, status} = await glacier.getJobOutput({vaultName, jobId, range}, signal);
	const bytes = await readBody(body, bandwidth);
	const about = readContentRange(contentRange);
	const total = about?.total ?? bytes.byteLength;
	const wanted = Math.min(range.last + 1, total) - range.first;
	if (bytes.byteLength !== wanted || (about?.first ?? 0) !== range.first || (status !== 206 && range.first > 0)) {
		throw mismatch('The service sent another range of the inventory than was asked for.');
	}
	return {bytes, total};
};

/**
 * Fetches a range of an inventory's output, which may reach beyond its end. A broken connection costs this range and no more.
 * @throws IceaxeError after as many tries as a chunk has.
 */
export const fetchPortion = async (
	context: Context,
	takes: {vaultName: string; jobId: string; range: ByteRange},
	signal: AbortSignal,
): Promise<Portion> => {
	for (let tries = 1; ; tries++) {
		try {
			return await fetchOnce(context, takes, signal);
		} catch (error) {
			signal.throwIfAborted();
			const failure = toFailure(error);
			const mayRetry = failure.kind === 'again' || failure.kind === 'away';
			if (!mayRetry || tries >= context.limits.tries) throw errorFromValue(failure.error);
			await context.clock.sleep(retryDelay(tries, Math.random()), signal);
		}
	}
};
