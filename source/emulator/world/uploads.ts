import {rangeText} from '../../model/byte-range.ts';
import {idleUploadLifetime} from '../../model/limits.ts';
import {combineHex} from '../../model/tree-hash.ts';
import type {Received} from '../bodies/receive.ts';
import {refuse} from '../errors.ts';
import {newUploadId} from '../identifiers.ts';
import {addArchive, putPart, releaseContent} from './archives.ts';
import type {Vault} from './vaults.ts';
import {fallsDue, nextNumber, now, transaction, type World} from './world.ts';

/** A multipart upload's record. A completed or aborted one is remembered for a day, so that repeating is harmless. */
export type Upload = {
	number: number;
	vault: number;
	id: string;
	description: string | null;
	part_size: number;
	created: number;
	content: number;
	state: 'open' | 'completed' | 'aborted';
	/** When it is forgotten; activity puts it off. */
	expires: number;
	/** What it became. */
	archive: string | null;
	size: number | null;
	tree_hash: string | null;
};

/** Starts an upload and returns its id. */
export const openUpload = (world: World, vault: Vault, partSize: number, description: string | undefined): string => {
	const id = newUploadId();
	const created = now(world);
	world.store.run(
		`INSERT INTO uploads (vault, id, description, part_size, created, content, state, expires)
		VALUES (?, ?, ?, ?, ?, ?, 'open', ?)`,
		vault.number,
		id,
		description ?? null,
		partSize,
		created,
		nextNumber(world.store, 'content'),
		created + idleUploadLifetime,
	);
	fallsDue(world, created + idleUploadLifetime);
	return id;
};

/** The upload of that id, in whatever state, unless it is forgotten. */
const findUpload = ({store}: World, vault: Vault, id: string): Upload | undefined =>
	store.get<Upload>('SELECT * FROM uploads WHERE id = ? AND vault = ?', id, vault.number);

/**
 * The upload of that id.
 * @throws Refusal ResourceNotFoundException unless it is open
 */
export const openUploadOf = (world: World, vault: Vault, id: string): Upload => {
	const upload = findUpload(world, vault, id);
	if (upload?.state !== 'open') throw refuse.uploadNotFound(id);
	return upload;
};

/** Open uploads in the order of their start, from the number `from` on. */
export const uploadsFrom = ({store}: World, vault: Vault, from: number, most: number): Upload[] =>
	store.all<Upload>(
		`SELECT * FROM uploads WHERE vault = ? AND state = 'open' AND number >= ? ORDER BY number LIMIT ?`,
		vault.number,
		from,
		most,
	);

/** A part that has arrived. */
export type Part = {slot: number; size: number; tree_hash: string};

/** Parts in order, from `slot` on, at most `most`. */
export const partsFrom = ({store}: World, upload: Upload, slot: number, most: number): Part[] =>
	store.all<Part>(
		'SELECT slot, size, tree_hash FROM parts WHERE content = ? AND slot >= ? ORDER BY slot LIMIT ?',
		upload.content,
		slot,
		most,
	);

/**
 * Takes a part whose file is in its final place. The last of several for the same slot wins.
 * @throws Refusal when the upload ended while the body came
 */
export const takePart = (
	world: World,
	vault: Vault,
	id: string,
	slot: number,
	received: Received,
	file: string,
): void => {
	const replaced = transaction(world, () => {
		const upload = openUploadOf(world, vault, id);
		touch(world, upload);
		return putPart(world, upload.content, slot, received, file);
	});
	if (replaced) world.contents.discard(replaced);
};

const touch = (world: World, upload: Upload): void => {
	world.store.run('UPDATE uploads SET expires = ? WHERE number = ?', now(world) + idleUploadLifetime, upload.number);
};

/**
 * Makes the archive and returns its id; done once, repeating gives the same id (api-multipart-complete-upload).
 * @throws Refusal when parts are missing or short, or size or hash are not those of the parts; the upload stays open
 */
export const completeUpload = (world: World, vault: Vault, id: string, size: number, treeHash: string): string =>
	transaction(world, () => {
		const upload = findUpload(world, vault, id);
		if (!upload || upload.state === 'aborted') throw refuse.uploadNotFound(id);
		if (upload.state === 'completed') {
			if (size !== upload.size) throw refuse.archiveSize(size, upload.size!);
			if (treeHash !== upload.tree_hash) throw refuse.archiveTreeHash(treeHash);
			return upload.archive!;
		}
		const parts = partsFrom(world, upload, 0, -1);
		checkParts(upload, parts, size);
		if (combineHex(parts.map((part) => part.tree_hash)) !== treeHash) throw refuse.archiveTreeHash(treeHash);

		const archive = addArchive(world, vault, {
			description: upload.description ?? '',
			size,
			treeHash,
			content: upload.content,
			partSize: upload.part_size,
		});
		world.store.run(
			`UPDATE uploads SET state = 'completed', archive = ?, size = ?, tree_hash = ? WHERE number = ?`,
			archive,
			size,
			treeHash,
			upload.number,
		);
		touch(world, upload);
		return archive;
	});

const checkParts = (upload: Upload, parts: Part[], size: number): void => {
	if (parts.length === 0) throw refuse.noParts(upload.id);
	let sum = 0;
	for (const [i, part] of parts.entries()) {
		const first = i * upload.part_size;
		if (part.slot !== i) throw refuse.partsMissing(first);
		if (part.size < upload.part_size && i < parts.length - 1) {
			throw refuse.shortPart(rangeText({first, last: first + part.size - 1}));
		}
		sum += part.size;
	}
	if (sum !== size) throw refuse.archiveSize(size, sum);
};

/**
 * Ends an upload and deletes its parts.
 * @throws Refusal ResourceNotFoundException when it is completed or unknown; aborting twice is harmless
 */
export const abortUpload = (world: World, vault: Vault, id: string): void =>
	transaction(world, () => {
		const upload = findUpload(world, vault, id);
		if (upload?.state === 'aborted') return;
		if (upload?.state !== 'open') throw refuse.uploadNotFound(id);
		world.store.run(`UPDATE uploads SET state = 'aborted' WHERE number = ?`, upload.number);
		touch(world, upload);
		releaseContent(world, upload.content);
	});

/** Forgets uploads whose time is over. */
export const forgetUploads = (world: World, moment: number): void => {
	const over = world.store.all<Upload>('DELETE FROM uploads WHERE expires <= ? RETURNING *', moment);
	for (const upload of over) if (upload.state === 'open') releaseContent(world, upload.content);
};
