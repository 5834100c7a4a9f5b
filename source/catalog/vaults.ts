import type {Vault} from '../model/vault.ts';
import type {VaultCatalog} from './catalog.ts';
import type {Database} from './database.ts';
import type {Queries} from './queries.ts';

/** Every table whose rows belong to a vault. Transfers are not among them: they are a person's acts, with an end of their own. */
const belongings = [
	'vault',
	'inventory',
	'previous_inventory',
	'name_list',
	'import',
	'upload',
	'deletion',
	'mark',
	'mark_of_upload',
	'job',
] as const;

/** The vaults of the account. `onRemoved` hears of vaults whose rows have gone. */
export const vaultQueries = (
	database: Database,
	onRemoved: (vaultNames: readonly string[]) => void,
): Queries<VaultCatalog> => {
	const save = (vault: Vault) => {
		database.run(
			'INSERT OR REPLACE INTO vault (vault_name, value) VALUES (?, ?)',
			vault.vaultName,
			JSON.stringify(vault),
		);
	};
	const remove = (vaultName: string) => {
		for (const table of belongings) database.run(`DELETE FROM ${table} WHERE vault_name = ?`, vaultName);
		database.run('UPDATE revision SET ledger = ledger + 1, marks = marks + 1 WHERE vault_name = ?', vaultName);
	};
	return {
		list: () =>
			database
				.all<{value: string}>('SELECT value FROM vault ORDER BY vault_name')
				.map(({value}) => JSON.parse(value) as Vault),

		replaceAll: (vaults) => {
			const stay = new Set(vaults.map(({vaultName}) => vaultName));
			const gone = database.transaction(() => {
				const known = belongings.map((table) => `SELECT vault_name FROM ${table}`).join(' UNION ');
				const others = database
					.all<{vault_name: string}>(known)
					.map((row) => row.vault_name)
					.filter((vaultName) => !stay.has(vaultName));
				for (const vaultName of others) remove(vaultName);
				for (const vault of vaults) save(vault);
				return others;
			});
			if (gone.length > 0) onRemoved(gone);
		},

		save,

		remove: (vaultName) => {
			database.transaction(() => remove(vaultName));
			onRemoved([vaultName]);
		},
	};
};
