/** The inventory that a vault's present one replaced: what the two differ in is asked of both files. */
export const previousInventory = `
CREATE TABLE previous_inventory (
	vault_name TEXT PRIMARY KEY,
	import_id INTEGER NOT NULL,
	inventory_date TEXT
) WITHOUT ROWID;
`;
