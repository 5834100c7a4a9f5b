import type {EngineLink} from '../model/requests.ts';
import type {Vault} from '../model/vault.ts';
import {type CountedVault, catalogCounts} from '../model/vault-counts.ts';

/** A vault with the counts of the catalog's inventory, where the service has none. */
export const withCounts = async (vault: Vault, link: EngineLink, signal: AbortSignal): Promise<CountedVault> => {
	if (vault.lastInventoryDate !== null) return vault;
	const inventory = catalogCounts(vault, await link.request('inventory.summary', {vaultName: vault.vaultName}, signal));
	return inventory ? {...vault, inventory} : vault;
};
