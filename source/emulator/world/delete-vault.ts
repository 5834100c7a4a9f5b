import {refuse} from '../errors.ts';
import {releaseContent} from './archives.ts';
import {arnOf, type Vault} from './vaults.ts';
import type {World} from './world.ts';

/**
 * Deletes a vault with all that hangs on it: policy, tags, notifications, unfinished uploads, jobs (deleting-vaults).
 * @throws Refusal InvalidParameterValueException unless its last inventory is empty and nothing was written since
 */
export const deleteVault = (world: World, vault: Vault): void => {
	const {store} = world;
	if (vault.inventory_archives > 0 || vault.last_change > vault.inventory_change) {
		throw refuse.vaultNotEmpty(arnOf(vault));
	}
	store.transaction(() => {
		const contents = store.all<{content: number | null}>(
			`SELECT content FROM uploads WHERE vault = ?1 AND state = 'open' UNION SELECT content FROM jobs WHERE vault = ?1`,
			vault.number,
		);
		store.run(
			'DELETE FROM synthetic_removals WHERE synthetic_set IN (SELECT number FROM synthetic_sets WHERE vault = ?)',
			vault.number,
		);
		for (const table of ['synthetic_sets', 'uploads', 'jobs', 'archives']) {
			store.run(`DELETE FROM ${table} WHERE vault = ?`, vault.number);
		}
		store.run('DELETE FROM vaults WHERE number = ?', vault.number);
		for (const {content} of contents) if (content !== null) releaseContent(world, content);
	});
};
