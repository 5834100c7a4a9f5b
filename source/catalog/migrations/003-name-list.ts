/** A person's own names for a vault's archives: which file of the inventory folder they are in, and how many. */
export const nameList = `
CREATE TABLE name_list (
	vault_name TEXT PRIMARY KEY,
	list_id INTEGER NOT NULL,
	names INTEGER NOT NULL
) WITHOUT ROWID;
`;
