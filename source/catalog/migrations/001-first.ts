/**
 * The first form. Vaults, jobs, transfers and the ledger keep their nouns as JSON beside the columns that are asked by: they are read and
 * written whole, and a field more in the model needs no migration. An imported inventory has a file of its own (see files/form.ts).
 */
export const first = `
CREATE TABLE vault (
	vault_name TEXT PRIMARY KEY,
	value TEXT NOT NULL
) WITHOUT ROWID;

-- Which imported file is a vault's inventory.
CREATE TABLE inventory (
	vault_name TEXT PRIMARY KEY,
	import_id INTEGER NOT NULL,
	inventory_date TEXT,
	imported_at TEXT NOT NULL,
	malformed INTEGER NOT NULL
) WITHOUT ROWID;

-- Imports that have begun and are not over. Numbers are never used twice: they name files.
CREATE TABLE import (
	import_id INTEGER PRIMARY KEY AUTOINCREMENT,
	vault_name TEXT NOT NULL,
	job_id TEXT NOT NULL,
	format TEXT NOT NULL,
	began TEXT NOT NULL
);

-- The ledger: what we did to a vault since its inventory was made.
CREATE TABLE upload (
	vault_name TEXT NOT NULL,
	archive_id TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY (vault_name, archive_id)
) WITHOUT ROWID;
CREATE TABLE deletion (
	vault_name TEXT NOT NULL,
	archive_id TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (vault_name, archive_id)
) WITHOUT ROWID;

-- Which rows of the vault's inventory file are marked: a bit for each row, 32768 rows a chunk, null for a chunk that is marked throughout.
-- So ten million marks are 300 short rows, a range of a folder is as short, and any exception to it costs one bit. Rows of the ledger have
-- no number and are marked by their ids.
CREATE TABLE mark (
	vault_name TEXT NOT NULL,
	chunk INTEGER NOT NULL,
	bits BLOB,
	PRIMARY KEY (vault_name, chunk)
) WITHOUT ROWID;
CREATE TABLE mark_of_upload (
	vault_name TEXT NOT NULL,
	archive_id TEXT NOT NULL,
	PRIMARY KEY (vault_name, archive_id)
) WITHOUT ROWID;

-- Counts the changes of a vault's ledger and marks, so that a process notices what another one did. Rows stay when a vault goes.
CREATE TABLE revision (
	vault_name TEXT PRIMARY KEY,
	ledger INTEGER NOT NULL DEFAULT 0,
	marks INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE job (
	job_id TEXT PRIMARY KEY,
	vault_name TEXT NOT NULL,
	value TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX job_of_vault ON job (vault_name);

CREATE TABLE transfer (
	transfer_id TEXT PRIMARY KEY,
	owner TEXT,
	value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE chunk (
	transfer_id TEXT NOT NULL,
	chunk INTEGER NOT NULL,
	tree_hash BLOB NOT NULL,
	PRIMARY KEY (transfer_id, chunk)
) WITHOUT ROWID;
`;
