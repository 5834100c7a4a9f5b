import {timestamp} from '../../model/timestamp.ts';
import type {Content} from '../bodies/content.ts';
import type {Received} from '../bodies/receive.ts';
import {newArchiveId} from '../identifiers.ts';
import {rowLengths} from '../inventory/row.ts';
import {countChange, type Vault} from './vaults.ts';
import {nextNumber, now, type World} from './world.ts';

/** An archive, whether its bytes are in files or only a formula. */
export type Archive = {
	id: string;
	description: string;
	created: number;
	size: number;
	treeHash: string;
	/** Where its bytes are; absent when they are a formula. */
	stored?: Stored;
};

/** Where the bytes of an uploaded archive are: the number of its content and the size of its parts. */
export type Stored = {content: number; partSize: number};

type ArchiveRow = {
	number: number;
	vault: number;
	id: string;
	description: string;
	created: number;
	size: number;
	tree_hash: string;
	content: number;
	part_size: number;
	removed: number | null;
};

/** The archive of that id in `vault`, unless it was removed. */
export const findArchive = (world: World, vault: Vault, id: string): Archive | undefined => {
	const row = world.store.get<ArchiveRow>(
		'SELECT * FROM archives WHERE id = ? AND vault = ? AND removed IS NULL',
		id,
		vault.number,
	);
	return (
		row && {
			id,
			description: row.description,
			created: row.created,
			size: row.size,
			treeHash: row.tree_hash,
			stored: {content: row.content, partSize: row.part_size},
		}
	);
};

/** The bytes of an archive, also of one that was removed while a job kept it. */
export const openArchive = (world: World, {stored, size}: Pick<Archive, 'id' | 'stored' | 'size'>): Content =>
	world.contents.open(stored!.content, stored!.partSize, size);

/** Whether an archive of that id is, or was, in another vault. */
export const isInOtherVault = ({store}: World, vault: Vault, id: string): boolean =>
	store.get('SELECT 1 FROM archives WHERE id = ? AND vault <> ?', id, vault.number) !== undefined;

/** What becomes an archive: a content whose parts have their records. */
export type NewArchive = {
	description: string;
	size: number;
	treeHash: string;
	content: number;
	partSize: number;
	created?: number;
};

/** Makes an archive and returns its id. Call it within the transaction that records its parts. */
export const addArchive = (world: World, vault: Vault, archive: NewArchive): string => {
	const id = newArchiveId();
	const created = archive.created ?? now(world);
	const change = countChange(world, vault, 1, archive.size);
	const lengths = rowLengths({...archive, id, created: timestamp(created)});
	world.store.run(
		`INSERT INTO archives (vault, id, description, created, size, tree_hash, content, part_size, added, json_length, csv_length)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		vault.number,
		id,
		archive.description,
		created,
		archive.size,
		archive.treeHash,
		archive.content,
		archive.partSize,
		change,
		lengths.json,
		lengths.csv,
	);
	return id;
};

/** Makes a content of one part from a body that is in its final file. */
export const addContent = (world: World, received: Received, file: string): number => {
	const content = nextNumber(world.store, 'content');
	putPart(world, content, 0, received, file);
	return content;
};

/** Records a part, in the place of an earlier one; returns the file that is not needed any more. */
export const putPart = (
	{store}: World,
	content: number,
	slot: number,
	received: Received,
	file: string,
): string | undefined => {
	const earlier = store.get<{file: string}>('SELECT file FROM parts WHERE content = ? AND slot = ?', content, slot);
	store.run(
		`INSERT INTO parts (content, slot, size, tree_hash, leaves, file) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET size = excluded.size, tree_hash = excluded.tree_hash, leaves = excluded.leaves, file = excluded.file`,
		content,
		slot,
		received.size,
		received.tree,
		received.leaves,
		file,
	);
	return earlier?.file;
};

/** Removes an archive from its vault. Inventories that were made before still list it. Returns whether it was there. */
export const removeArchive = (world: World, vault: Vault, id: string): boolean =>
	world.store.transaction(() => {
		const archive = findArchive(world, vault, id);
		if (!archive) return false;
		const change = countChange(world, vault, -1, -archive.size);
		world.store.run('UPDATE archives SET removed = ? WHERE id = ?', change, id);
		if (archive.stored) releaseContent(world, archive.stored.content);
		return true;
	});

/** Deletes a content when neither an archive nor the output of a job needs it. */
export const releaseContent = ({store, contents}: World, content: number): void => {
	const needed =
		store.get('SELECT 1 FROM archives WHERE content = ? AND removed IS NULL', content) ??
		store.get(`SELECT 1 FROM jobs WHERE content = ? AND status = 'Succeeded'`, content) ??
		store.get('SELECT 1 FROM uploads WHERE content = ? AND state = ?', content, 'open');
	if (needed) return;
	const files = store.all<{file: string}>('DELETE FROM parts WHERE content = ? RETURNING file', content);
	contents.discard(...files.map((row) => row.file));
};
