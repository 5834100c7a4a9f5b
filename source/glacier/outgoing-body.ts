import {Readable} from 'node:stream';
import {mismatch} from '../model/errors/errors.ts';
import {type BodyHashes, bodyHashes} from '../model/tree-hash.ts';
import {readSlice} from '../platform/files.ts';
import type {Body, OnSent} from './glacier.ts';

/** A portion of a body. Large enough that their number costs nothing, small enough that a slow connection shows progress. */
const portion = 262_144;

/** Length and hashes of the bodies that are on their way: the SDK asks for them by the body that it holds. */
const known = new WeakMap<object, {length: number; hashes: BodyHashes}>();

export const bodyLength = (body: Body): number => ('path' in body ? body.length : body.byteLength);

function* cut(bytes: Uint8Array): Generator<Uint8Array> {
	for (let at = 0; at < bytes.byteLength; at += portion) yield bytes.subarray(at, at + portion);
}

async function* portions(body: Body): AsyncGenerator<Uint8Array> {
	// The connection holds up its source until it has sent what it took, and the stream holds two portions more: all of one piece.
	if ('path' in body) for await (const bytes of readSlice(body, {reuse: true})) yield* cut(bytes);
	else yield* cut(body);
}

/** All of the body, exactly as long as it was said to be. */
async function* counted(body: Body, onSent: OnSent): AsyncGenerator<Uint8Array> {
	let sent = 0;
	for await (const bytes of portions(body)) {
		yield bytes;
		// Whoever asks for the next portion has handed this one to the connection.
		sent += bytes.length;
		const wait = onSent(sent);
		// The answer may come as soon as all is sent.
		if (wait && sent < bodyLength(body)) await wait;
	}
	if ('path' in body && sent < body.length) {
		throw mismatch(`${body.path} is shorter than it was: it changed while it was read.`);
	}
}

/** A body for one try of one request. Whoever makes it destroys it. */
export const outgoingBody = (body: Body, hashes: BodyHashes, onSent: OnSent): Readable => {
	const stream = Readable.from(counted(body, onSent), {objectMode: false, highWaterMark: portion});
	known.set(stream, {length: bodyLength(body), hashes});
	return stream;
};

/** For the SDK's `bodyChecksumGenerator`: the hashes that came with a body. Only the small JSON bodies are hashed here. */
export const checksumsOf = async ({body}: {body?: unknown}): Promise<[linear: string, tree: string]> => {
	const {linear, tree} = known.get(body as object)?.hashes ?? bodyHashes(toBytes(body));
	return [linear, tree];
};

/** For the SDK's `bodyLengthChecker`: without a length the body would be sent in chunks, which the service does not take. */
export const lengthOf = (body: unknown): number => known.get(body as object)?.length ?? toBytes(body).byteLength;

const toBytes = (body: unknown): Uint8Array => {
	if (typeof body === 'string') return Buffer.from(body);
	if (body instanceof Uint8Array) return body;
	throw new TypeError('A body is neither text, bytes nor one that outgoingBody made.');
};
