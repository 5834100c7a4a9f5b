import type {Archive} from '../model/archive.ts';
import {decodeDescription} from '../model/descriptions/descriptions.ts';
import {mismatch, notFound} from '../model/errors/errors.ts';
import type {Inventory} from '../model/inventory.ts';
import type {InventoryCatalog} from './catalog.ts';
import type {Database} from './database.ts';
import type {Queries} from './queries.ts';
import {rowsOf} from './view.ts';

type Import = {vaultName: string; format: 'JSON' | 'CSV'; bytes: Uint8Array[]};

/** What a vault holds, and how a new inventory comes in. */
export const inventoryQueries = (database: Database): Queries<InventoryCatalog> => {
	const imports = new Map<number, Import>();
	const find = (importId: number) => {
		const found = imports.get(importId);
		if (!found) throw notFound(`There is no import ${importId}.`);
		return found;
	};

	const summary = (vaultName: string): Inventory | null => {
		const known = database.get<{inventory_date: string | null; imported_at: string; malformed: number}>(
			'SELECT inventory_date, imported_at, malformed FROM inventory WHERE vault_name = ?',
			vaultName,
		);
		const rows = rowsOf(database, vaultName);
		if (!known && rows.length === 0) return null;
		const there = rows.filter((row) => row.newness !== 'deleted-since');
		return {
			vaultName,
			inventoryDate: known?.inventory_date ?? null,
			importedAt: known?.imported_at ?? null,
			archives: there.length,
			bytes: there.reduce((sum, row) => sum + row.size, 0),
			uploadedSince: rows.filter((row) => row.newness === 'uploaded-since').length,
			deletedSince: rows.length - there.length,
			malformed: known?.malformed ?? 0,
		};
	};

	return {
		summary,
		begin: ({vaultName, jobId, format, at}) => {
			const {id} = database.run(
				'INSERT INTO import (vault_name, job_id, format, began) VALUES (?, ?, ?, ?)',
				vaultName,
				jobId,
				format,
				at,
			);
			imports.set(id, {vaultName, format, bytes: []});
			return {importId: id};
		},
		feed: (importId, bytes) => {
			find(importId).bytes.push(bytes);
			return {rows: 0, malformed: 0};
		},
		finish: (importId, {inventoryDate, at}) => {
			const {vaultName, format, bytes} = find(importId);
			const read = parse(format, Buffer.concat(bytes).toString());
			database.transaction(() => {
				const old = database.get<{import_id: number}>(
					'SELECT import_id FROM inventory WHERE vault_name = ?',
					vaultName,
				);
				if (old) database.run('DELETE FROM snapshot WHERE import_id = ?', old.import_id);
				const ids = new Set<string>();
				for (const archive of read.archives) {
					ids.add(archive.archiveId);
					database.run('INSERT INTO snapshot (import_id, value) VALUES (?, ?)', importId, JSON.stringify(archive));
				}
				const date = read.inventoryDate ?? inventoryDate;
				database.run(
					'INSERT OR REPLACE INTO inventory VALUES (?, ?, ?, ?, ?)',
					vaultName,
					importId,
					date,
					at,
					read.malformed,
				);
				const ledger = database.all<{archive_id: string; at: string}>(
					'SELECT archive_id, at FROM deletion WHERE vault_name = ?',
					vaultName,
				);
				for (const {archive_id, at: deleted} of ledger) {
					if (ids.has(archive_id) || (date && deleted >= date)) continue;
					database.run('DELETE FROM deletion WHERE vault_name = ? AND archive_id = ?', vaultName, archive_id);
					database.run('DELETE FROM upload WHERE vault_name = ? AND archive_id = ?', vaultName, archive_id);
				}
				for (const id of ids) database.run('DELETE FROM upload WHERE vault_name = ? AND archive_id = ?', vaultName, id);
				database.run('DELETE FROM import WHERE import_id = ?', importId);
			});
			imports.delete(importId);
			return summary(vaultName)!;
		},
		abandon: (importId) => {
			imports.delete(importId);
			database.run('DELETE FROM import WHERE import_id = ?', importId);
		},
	};
};

type Parsed = {archives: Archive[]; malformed: number; inventoryDate: string | null};

const parse = (format: 'JSON' | 'CSV', text: string): Parsed => {
	const archives: Archive[] = [];
	let malformed = 0;
	const add = (archiveId: string, description: string, created: string, size: number, treeHash: string) => {
		const {name, modified, format: form, badges} = decodeDescription(description, archiveId);
		const {compressed, encrypted} = badges;
		archives.push({
			archiveId,
			name,
			description,
			size,
			created: new Date(created).toISOString(),
			treeHash,
			modified,
			format: form,
			compressed,
			encrypted,
		});
	};
	if (format === 'JSON') {
		let value: {InventoryDate: string; ArchiveList: Record<string, never>[]};
		try {
			value = JSON.parse(text);
		} catch {
			throw mismatch('The inventory ends in the middle.');
		}
		for (const row of value.ArchiveList) {
			add(row.ArchiveId!, row.ArchiveDescription ?? '', row.CreationDate!, row.Size!, row.SHA256TreeHash!);
		}
		return {archives, malformed, inventoryDate: value.InventoryDate};
	}
	if (!text.endsWith('\n')) throw mismatch('The inventory ends in the middle.');
	for (const line of text.split(/\r?\n/).slice(1, -1)) {
		const match = /^([^,]+),"?(.*?)"?,([^,]+),(\d+),([0-9a-f]{64})$/.exec(line);
		if (match) add(match[1]!, match[2]!.replaceAll('\\"', '"'), match[3]!, Number(match[4]), match[5]!);
		else malformed++;
	}
	return {archives, malformed, inventoryDate: null};
};
