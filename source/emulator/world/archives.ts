import {timestamp} from '../../model/timestamp.ts';
import type {Content} from '../bodies/content.ts';
import type {Received} from '../bodies/receive.ts';
import {newArchiveId} from '../identifiers.ts';
import {rowLengths} from '../inventory/row.ts';
import {findSynthetic, isRemoved, removeSynthetic, setsOf} from './synthetic-sets.ts';
import {countChange, type Vault} from './vaults.ts';
import {nextNumber, now, transaction, type World} from './world.ts';

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
	if (!row) return findFormula(world, vault, id);
	return {
		id,
		description: row.description,
		created: row.created,
		size: row.size,
		treeHash: row.tree_hash,
		stored: {content: row.content, partSize: row.part_size},
	};
};

const findFormula = (world: World, vault: Vault, id: string): Archive | undefined => {
	const found = findSynthetic(world, id);
	if (found?.vault !== vault.number || isRemoved(world, found.set, found.position)) return undefined;
	const {set, position} = found;
	return {
		id,
		description: set.formula.description(position),
		created: set.formula.created(position),
		size: set.formula.size(position),
		treeHash: set.treeHash(position),
	};
};

/**
 * The synthetic archive of a vault that is `age` places older than its newest.
 * @throws RangeError when there are not so many
 */
export const syntheticArchiveIn = (world: World, vault: Vault, age: number): Archive => {
	let left = age;
	for (const set of setsOf(world, vault, vault.last_change).reverse()) {
		if (left < set.formula.count) return findFormula(world, vault, set.id(set.formula.count - 1 - left))!;
		left -= set.formula.count;
	}
	throw new RangeError(`Vault ${vault.name} has no ${age} synthetic archives.`);
};

/** The bytes of an archive, also of one that was removed while a job kept it. */
export const openArchive = (world: World, {id, stored, size}: Pick<Archive, 'id' | 'stored' | 'size'>): Content => {
	if (stored) return world.contents.open(stored.content, stored.partSize, size);
	const {set, position} = findSynthetic(world, id)!;
	return set.open(position);
};

/** Whether an archive of that id is, or was, in another vault. */
export const isInOtherVault = (world: World, vault: Vault, id: string): boolean => {
	const row = world.store.get<{vault: number}>('SELECT vault FROM archives WHERE id = ?', id);
	const owner = row?.vault ?? findSynthetic(world, id)?.vault;
	return owner !== undefined && owner !== vault.number;
};

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
	transaction(world, () => {
		const archive = findArchive(world, vault, id);
		if (!archive) return false;
		const change = countChange(world, vault, -1, -archive.size);
		if (archive.stored) {
			world.store.run('UPDATE archives SET removed = ? WHERE id = ?', change, id);
			releaseContent(world, archive.stored.content);
		} else {
			const {set, position} = findSynthetic(world, id)!;
			removeSynthetic(world, set, position, change);
		}
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
	store.afterCommit(() => contents.discard(...files.map((row) => row.file)));
};
