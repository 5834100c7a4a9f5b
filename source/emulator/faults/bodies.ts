import type {IncomingMessage} from 'node:http';
import {pipeline, type Readable, Transform} from 'node:stream';
import {setTimeout as wait} from 'node:timers/promises';
import {type Effect, effectOf} from './fault.ts';

/** Says that a reply is to end here, in the middle. */
export class Dropped extends Error {
	override readonly name = 'Dropped';
}

/** Holds bytes back so that no more than so many pass in a second. */
const brake = (bytesPerSecond: number) => {
	const start = performance.now();
	let passed = 0;
	return async (bytes: number): Promise<void> => {
		passed += bytes;
		const early = (passed / bytesPerSecond) * 1000 - (performance.now() - start);
		if (early > 1) await wait(early);
	};
};

/** The byte that is wrong: the one that was named, or the one in the middle. */
const flippedByte = (at: number | undefined, size: number): number => Math.min(size - 1, at ?? Math.floor(size / 2));

/** A request's body as a faulty network delivers it; the request itself when nothing is wrong with it. */
export const faultyBody = (request: IncomingMessage, effects: readonly Effect[]): Readable => {
	const limit = effectOf(effects, 'limit');
	const drop = effects.find((effect) => effect.does === 'drop' && effect.side === 'request');
	const flip = effects.find((effect) => effect.does === 'flip' && effect.side === 'request');
	if (!limit && drop?.does !== 'drop' && flip?.does !== 'flip') return request;
	const slow = limit && brake(limit.bytesPerSecond);
	const size = Number(request.headers['content-length'] ?? 0);
	const flipAt = flip?.does === 'flip' ? flippedByte(flip.at, size) : -1;
	let passed = 0;
	const faulty = new Transform({
		transform: (chunk: Buffer, _, done) => {
			if (flipAt >= passed && flipAt < passed + chunk.length) chunk[flipAt - passed]! ^= 1;
			passed += chunk.length;
			if (drop?.does === 'drop' && passed >= drop.afterBytes) {
				request.socket.destroy();
				return;
			}
			if (slow) slow(chunk.length).then(() => done(null, chunk), done);
			else done(null, chunk);
		},
	});
	pipeline(request, faulty, () => {});
	return faulty;
};

/**
 * A reply's body of `size` bytes as a faulty network delivers it.
 * @throws Dropped where the connection is to break
 */
export const faultyOutput = (
	body: AsyncIterable<Uint8Array>,
	size: number,
	effects: readonly Effect[],
): AsyncIterable<Uint8Array> => {
	const drop = effects.find((effect) => effect.does === 'drop' && effect.side === 'reply');
	const pause = effects.find((effect) => effect.does === 'delay' && effect.afterBytes !== undefined);
	const limit = effectOf(effects, 'limit');
	const flip = effects.find((effect) => effect.does === 'flip' && effect.side !== 'request');
	if (!drop && !pause && !limit && !flip) return body;
	return spoil(body, {
		dropAt: drop?.does === 'drop' ? drop.afterBytes : undefined,
		pause: pause?.does === 'delay' ? {at: pause.afterBytes!, milliseconds: pause.milliseconds} : undefined,
		slow: limit && brake(limit.bytesPerSecond),
		flipAt: flip?.does === 'flip' ? flippedByte(flip.at, size) : undefined,
	});
};

type Spoiling = {
	dropAt: number | undefined;
	pause: {at: number; milliseconds: number} | undefined;
	slow: ((bytes: number) => Promise<void>) | undefined;
	flipAt: number | undefined;
};

async function* spoil(
	body: AsyncIterable<Uint8Array>,
	{dropAt, pause, slow, flipAt}: Spoiling,
): AsyncGenerator<Uint8Array> {
	const cuts = [dropAt, pause?.at].filter((cut) => cut !== undefined);
	let at = 0;
	for await (const whole of body) {
		for (const piece of cut(whole, at, cuts)) {
			if (at === dropAt) throw new Dropped();
			if (pause && at === pause.at) await wait(pause.milliseconds);
			// A copy: the bytes may belong to many replies.
			const sent = flipAt === undefined ? piece : Buffer.from(piece);
			if (flipAt !== undefined && flipAt >= at && flipAt < at + sent.length) sent[flipAt - at]! ^= 1;
			await slow?.(sent.length);
			yield sent;
			at += piece.length;
		}
	}
	if (dropAt !== undefined && dropAt >= at) throw new Dropped();
}

/** Cuts a piece that begins at `start` wherever something is to happen. */
const cut = (piece: Uint8Array, start: number, cuts: readonly number[]): Uint8Array[] => {
	const within = cuts.filter((at) => at > start && at < start + piece.length).sort((a, b) => a - b);
	const bounds = [0, ...within.map((at) => at - start), piece.length];
	return bounds.slice(1).map((end, i) => piece.subarray(bounds[i], end));
};
