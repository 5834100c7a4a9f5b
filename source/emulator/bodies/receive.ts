import {createHash, type Hash} from 'node:crypto';
import {type FileHandle, open} from 'node:fs/promises';
import type {Readable} from 'node:stream';
import {mebibyte} from '../../model/limits.ts';
import {combine, type TreeHash} from '../../model/tree-hash.ts';
import {refuse} from '../errors.ts';

/** A body that is in a file, with all that was learnt while it came. */
export type Received = {
	path: string;
	size: number;
	/** SHA-256 of the whole, hex. */
	linear: string;
	tree: TreeHash;
	/** The leaves of the tree one after the other, 32 bytes each. */
	leaves: Buffer;
};

/** How many leaves may be on their way to the disk before the sender has to wait. */
const mostWaiting = 4;

const sha256 = (): Hash => createHash('sha256');

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
	try {
		const received = await pour(body, file, length, idle);
		if (durable) await file.sync();
		return {path, ...received};
	} finally {
		await file.close();
	}
};

const pour = (
	body: Readable,
	file: FileHandle,
	length: number | undefined,
	idle: number,
): Promise<Omit<Received, 'path'>> =>
	new Promise((resolve, reject) => {
		// A body of one leaf has one hash.
		const isOneLeaf = length !== undefined && length <= mebibyte;
		const linear = sha256();
		const leaves: Buffer[] = [];
		let leaf = sha256();
		let pieces: Uint8Array[] = [];
		let leafBytes = 0;
		let size = 0;
		let waiting = 0;
		let written = Promise.resolve();

		const timer = setTimeout(() => fail(refuse.requestTimeout()), idle);
		const fail = (error: Error) => {
			clearTimeout(timer);
			body.off('data', take).off('end', finish).off('error', fail).off('close', cut);
			// Let what is already being written end before the file is closed.
			written.then(
				() => reject(error),
				() => reject(error),
			);
		};
		const cut = () => fail(new Error('The connection ended before the body did.'));

		const finishLeaf = () => {
			if (!isOneLeaf) leaves.push(leaf.digest());
			leaf = sha256();
			const batch = pieces;
			const position = size - leafBytes;
			pieces = [];
			leafBytes = 0;
			if (++waiting >= mostWaiting) body.pause();
			written = Promise.all([
				written,
				file.writev(batch, position).then(() => {
					if (--waiting < mostWaiting) body.resume();
				}),
			]).then(() => {});
			written.catch(fail);
		};
		const take = (chunk: Buffer) => {
			timer.refresh();
			for (let at = 0; at < chunk.length; ) {
				const piece = chunk.subarray(at, at + mebibyte - leafBytes);
				linear.update(piece);
				if (!isOneLeaf) leaf.update(piece);
				pieces.push(piece);
				at += piece.length;
				size += piece.length;
				leafBytes += piece.length;
				if (leafBytes === mebibyte) finishLeaf();
			}
		};
		const finish = () => {
			if (leafBytes > 0) finishLeaf();
			clearTimeout(timer);
			body.off('close', cut);
			written.then(() => {
				const whole = linear.digest();
				const nodes = leaves.length > 0 ? leaves : [whole];
				const tree = combine(nodes).toString('hex');
				resolve({size, linear: whole.toString('hex'), tree, leaves: Buffer.concat(nodes)});
			}, reject);
		};
		body.on('data', take).on('end', finish).on('error', fail).on('close', cut);
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
