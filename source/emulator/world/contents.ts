import {mkdirSync, readdirSync, rmSync} from 'node:fs';
import {open, rename, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {type ByteRange, chunkRange} from '../../model/byte-range.ts';
import {mebibyte} from '../../model/limits.ts';
import {combine, combineHex} from '../../model/tree-hash.ts';
import type {Content} from '../bodies/content.ts';
import type {Received} from '../bodies/receive.ts';
import {newLockId} from '../identifiers.ts';
import type {Store} from './store.ts';

/** How many bytes are read from a file at a time. */
const portion = 256 * 1024;

/** The bytes of uploaded archives: a file for each part, in records a row for each file, so that completing moves nothing. */
export type Contents = {
	/** Whether bytes are on the disk, not only with the operating system, when they are said to be kept. */
	durable: boolean;
	/** A path for a body that comes in. */
	incoming(): string;
	/** Moves a received body to its final file and lets `record` note the file's name; if it throws, the file goes. */
	keep<T>(received: Received, record: (file: string) => T): Promise<T>;
	/** Deletes files, kept or incoming, that no record names any more. */
	discard(...files: string[]): void;
	/** Opens what the parts of `content` hold. */
	open(content: number, partSize: number, size: number): Content;
};

/** Opens the files in `folder` and deletes those without a record, which a crash left behind. */
export const openContents = (folder: string, store: Store, durable: boolean): Contents => {
	const incomingFolder = join(folder, 'incoming');
	const keptFolder = join(folder, 'parts');
	rmSync(incomingFolder, {recursive: true, force: true});
	for (const each of [incomingFolder, keptFolder]) mkdirSync(each, {recursive: true, mode: 0o700});
	for (const file of readdirSync(keptFolder)) {
		if (!store.get('SELECT 1 FROM parts WHERE file = ?', file)) rmSync(join(keptFolder, file));
	}

	const sync = async (path: string) => {
		const handle = await open(path, 'r');
		await handle.sync().finally(() => handle.close());
	};

	const discard = (...files: string[]) => {
		for (const file of files) {
			const path = file.startsWith(incomingFolder) ? file : join(keptFolder, file);
			// A file that stays behind is deleted at the next start.
			rm(path, {force: true}).catch(() => {});
		}
	};

	return {
		durable,
		discard,
		incoming: () => join(incomingFolder, newLockId()),
		keep: async ({path}, record) => {
			const file = newLockId();
			await rename(path, join(keptFolder, file));
			try {
				if (durable) await sync(keptFolder);
				return record(file);
			} catch (error) {
				discard(file);
				throw error;
			}
		},
		open: (content, partSize, size) => ({
			size,
			read: (range) => readParts(store, keptFolder, content, partSize, range),
			treeHash: (range) => partsTreeHash(store, content, partSize, range),
		}),
	};
};

async function* readParts(
	store: Store,
	folder: string,
	content: number,
	partSize: number,
	range: ByteRange,
): AsyncGenerator<Uint8Array> {
	// Two buffers in turn: new ones for each portion would take longer to come by than to fill.
	let [wanted, other] = [Buffer.allocUnsafeSlow(portion), Buffer.allocUnsafeSlow(portion)];
	for (let at = range.first; at <= range.last; ) {
		const slot = Math.floor(at / partSize);
		const {file} = store.get<{file: string}>('SELECT file FROM parts WHERE content = ? AND slot = ?', content, slot)!;
		const last = Math.min(range.last, chunkRange(slot, partSize, Number.POSITIVE_INFINITY).last);
		const handle = await open(join(folder, file), 'r');
		try {
			while (at <= last) {
				const length = Math.min(portion, last - at + 1);
				const {bytesRead} = await handle.read(wanted, 0, length, at - slot * partSize);
				if (bytesRead === 0) throw new Error(`The file of part ${slot} is shorter than its record.`);
				at += bytesRead;
				yield wanted.subarray(0, bytesRead);
				[wanted, other] = [other, wanted];
			}
		} finally {
			await handle.close();
		}
	}
}

const partsTreeHash = (store: Store, content: number, partSize: number, range: ByteRange): string => {
	const first = Math.floor(range.first / partSize);
	const last = Math.floor(range.last / partSize);
	// An aligned range that leaves its part covers whole parts, whose hashes are known.
	if (first < last) {
		const parts = store.all<{tree_hash: string}>(
			'SELECT tree_hash FROM parts WHERE content = ? AND slot BETWEEN ? AND ? ORDER BY slot',
			content,
			first,
			last,
		);
		return combineHex(parts.map((part) => part.tree_hash));
	}
	const {leaves} = store.get<{leaves: Uint8Array}>(
		'SELECT leaves FROM parts WHERE content = ? AND slot = ?',
		content,
		first,
	)!;
	const nodes: Uint8Array[] = [];
	const to = Math.floor((range.last - first * partSize) / mebibyte);
	for (let leaf = Math.floor((range.first - first * partSize) / mebibyte); leaf <= to; leaf++) {
		nodes.push(leaves.subarray(leaf * 32, leaf * 32 + 32));
	}
	return combine(nodes).toString('hex');
};
