import {open} from 'node:fs/promises';
import type {Readable} from 'node:stream';
import type {BodyHashes} from '../../model/tree-hash.ts';
import {refuse} from '../errors.ts';
import {BodyHasher} from './body-hasher.ts';
import {FileWriter} from './file-writer.ts';
import {syncInTurn} from './sync-in-turn.ts';

/** A body that is in a file, with all that was learnt while it came. */
export type Received = BodyHashes & {
	path: string;
	size: number;
	/** The leaves of the tree one after the other, 32 bytes each. */
	leaves: Buffer;
};

/**
 * Streams a body into a new file and hashes it on the way; memory does not grow with the body.
 * @param length how long it is said to be, if that is said
 * @param idle milliseconds without a byte after which the sender is too slow
 * @param durable whether the file is to be on the disk, not only with the operating system
 * @throws Refusal RequestTimeoutException when the sender is too slow
 * @throws Error when the connection ends before the body does
 */
export const receive = async (
	body: Readable,
	path: string,
	{length, idle, durable}: {length: number | undefined; idle: number; durable: boolean},
): Promise<Received> => {
	const file = await open(path, 'wx', 0o600);
	const hasher = new BodyHasher(length);
	const writer = new FileWriter(file, () => body.resume());
	try {
		await pour(body, idle, (portion) => {
			if (!writer.add(portion)) body.pause();
			hasher.update(portion);
		}).finally(() => writer.settled());
		if (durable) await syncInTurn(file);
		return {path, size: writer.size, ...hasher.finish()};
	} finally {
		await file.close();
	}
};

/** Hands out all portions of a body. The stream itself stays as it is when that fails, so that a reply can still be sent. */
const pour = (body: Readable, idle: number, take: (portion: Buffer) => void): Promise<void> =>
	new Promise((resolve, reject) => {
		const timer = setTimeout(() => end(refuse.requestTimeout()), idle);
		const portion = (bytes: Buffer) => {
			timer.refresh();
			take(bytes);
		};
		const finish = () => end();
		const cut = () => end(new Error('The connection ended before the body did.'));
		const end = (error?: Error) => {
			clearTimeout(timer);
			body.off('data', portion).off('end', finish).off('error', end).off('close', cut);
			if (error) reject(error);
			else resolve();
		};
		body.on('data', portion).on('end', finish).on('error', end).on('close', cut);
	});

/**
 * Reads a short body into memory.
 * @throws Refusal BadRequest when it is longer than `most` bytes; the rest of it is left unread
 */
export const receiveShort = async (body: Readable, most: number): Promise<Buffer> => {
	const pieces: Buffer[] = [];
	let size = 0;
	for await (const piece of body.iterator({destroyOnReturn: false})) {
		size += piece.length;
		if (size > most) throw refuse.bodyTooLong(most);
		pieces.push(piece);
	}
	return Buffer.concat(pieces);
};
