import type {Vault} from '../model/vault.ts';
import type {VaultCatalog} from './catalog.ts';
import type {Database} from './database.ts';
import type {Queries} from './queries.ts';

/** Every table whose rows belong to a vault. Transfers are not among them: they are a person's acts, with an end of their own. */
const belongings = ['vault', 'inventory', 'import', 'upload', 'deletion', 'mark', 'job'] as const;

/** The vaults of the account. `dropFiles` removes inventory files that nothing refers to any more. */
export const vaultQueries = (database: Database, dropFiles: () => void): Queries<VaultCatalog> => {
	const save = (vault: Vault) => {
		database.run(
			'INSERT OR REPLACE INTO vault (vault_name, value) VALUES (?, ?)',
			vault.vaultName,
			JSON.stringify(vault),
		);
	};
	const remove = (vaultName: string) => {
		for (const table of belongings) database.run(`DELETE FROM ${table} WHERE vault_name = ?`, vaultName);
	};
	return {
		list: () =>
			database
				.all<{value: string}>('SELECT value FROM vault ORDER BY vault_name')
				.map(({value}) => JSON.parse(value) as Vault),

		replaceAll: (vaults) => {
			database.transaction(() => {
				const stay = new Set(vaults.map(({vaultName}) => vaultName));
				const known = belongings.map((table) => `SELECT vault_name FROM ${table}`).join(' UNION ');
				for (const {vault_name} of database.all<{vault_name: string}>(known)) {
					if (!stay.has(vault_name)) remove(vault_name);
				}
				for (const vault of vaults) save(vault);
			});
			dropFiles();
		},

		save,

		remove: (vaultName) => {
			database.transaction(() => remove(vaultName));
			dropFiles();
		},
	};
};
