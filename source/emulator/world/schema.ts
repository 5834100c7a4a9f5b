/**
 * What the emulator records. Moments are milliseconds of the service's clock. `change` numbers count every archive
 * added or removed, of all vaults: an inventory is the state after one change, whatever happens later.
 */
export const schema = `
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS identities (
	access_key_id TEXT PRIMARY KEY,
	document TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS account_settings (
	account TEXT NOT NULL,
	region TEXT NOT NULL,
	name TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY (account, region, name)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS vaults (
	number INTEGER PRIMARY KEY AUTOINCREMENT,
	account TEXT NOT NULL,
	region TEXT NOT NULL,
	name TEXT NOT NULL,
	created INTEGER NOT NULL,
	-- what the vault holds now
	archives INTEGER NOT NULL DEFAULT 0,
	bytes INTEGER NOT NULL DEFAULT 0,
	last_change INTEGER NOT NULL DEFAULT 0,
	-- what the last inventory says
	inventory_date INTEGER,
	inventory_change INTEGER NOT NULL DEFAULT 0,
	inventory_archives INTEGER NOT NULL DEFAULT 0,
	inventory_bytes INTEGER NOT NULL DEFAULT 0,
	inventory_due INTEGER,
	-- archives removed up to this change are forgotten
	forgotten_change INTEGER NOT NULL DEFAULT 0,
	access_policy TEXT,
	notifications TEXT,
	tags TEXT NOT NULL DEFAULT '[]',
	lock TEXT,
	UNIQUE (account, region, name)
);
CREATE INDEX IF NOT EXISTS vaults_due ON vaults (inventory_due) WHERE inventory_due IS NOT NULL;

CREATE TABLE IF NOT EXISTS archives (
	number INTEGER PRIMARY KEY,
	vault INTEGER NOT NULL,
	id TEXT NOT NULL UNIQUE,
	description TEXT NOT NULL,
	created INTEGER NOT NULL,
	size INTEGER NOT NULL,
	tree_hash TEXT NOT NULL,
	content INTEGER NOT NULL,
	part_size INTEGER NOT NULL,
	added INTEGER NOT NULL,
	removed INTEGER,
	-- how long the archive's row of an inventory is
	json_length INTEGER NOT NULL,
	csv_length INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS archives_order ON archives (vault, created, id);
CREATE INDEX IF NOT EXISTS archives_removed ON archives (vault, removed) WHERE removed IS NOT NULL;
CREATE INDEX IF NOT EXISTS archives_content ON archives (content);

CREATE TABLE IF NOT EXISTS parts (
	content INTEGER NOT NULL,
	slot INTEGER NOT NULL,
	size INTEGER NOT NULL,
	tree_hash TEXT NOT NULL,
	leaves BLOB NOT NULL,
	file TEXT NOT NULL UNIQUE,
	PRIMARY KEY (content, slot)
);

CREATE TABLE IF NOT EXISTS uploads (
	number INTEGER PRIMARY KEY,
	vault INTEGER NOT NULL,
	id TEXT NOT NULL UNIQUE,
	description TEXT,
	part_size INTEGER NOT NULL,
	created INTEGER NOT NULL,
	content INTEGER NOT NULL,
	state TEXT NOT NULL,
	expires INTEGER NOT NULL,
	archive TEXT,
	size INTEGER,
	tree_hash TEXT
);
CREATE INDEX IF NOT EXISTS uploads_of_vault ON uploads (vault, number);
CREATE INDEX IF NOT EXISTS uploads_expire ON uploads (expires);

CREATE TABLE IF NOT EXISTS jobs (
	number INTEGER PRIMARY KEY,
	vault INTEGER NOT NULL,
	id TEXT NOT NULL UNIQUE,
	status TEXT NOT NULL,
	-- when it will be finished, then when it will be forgotten
	due INTEGER NOT NULL,
	content INTEGER,
	pinned_change INTEGER,
	document TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS jobs_of_vault ON jobs (vault, number);
CREATE INDEX IF NOT EXISTS jobs_due ON jobs (due);
CREATE INDEX IF NOT EXISTS jobs_content ON jobs (content) WHERE content IS NOT NULL;

CREATE TABLE IF NOT EXISTS synthetic_sets (
	number INTEGER PRIMARY KEY,
	vault INTEGER NOT NULL,
	prefix TEXT NOT NULL UNIQUE,
	kind TEXT NOT NULL,
	rule TEXT NOT NULL,
	added INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS sets_of_vault ON synthetic_sets (vault);

CREATE TABLE IF NOT EXISTS synthetic_removals (
	synthetic_set INTEGER NOT NULL,
	position INTEGER NOT NULL,
	removed INTEGER NOT NULL,
	PRIMARY KEY (synthetic_set, position)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS outbox (
	number INTEGER PRIMARY KEY,
	sent INTEGER NOT NULL,
	topic TEXT NOT NULL,
	message TEXT NOT NULL
);
`;
