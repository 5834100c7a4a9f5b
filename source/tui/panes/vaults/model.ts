import {displayText} from '../../../model/names/display-text.ts';
import {milliseconds} from '../../../model/timestamp.ts';
import type {Vault} from '../../../model/vault.ts';
import {catalogCounts, countsOf} from '../../../model/vault-counts.ts';
import type {State} from '../../../store/state.ts';

/** One vault as its row tells of it. */
export type VaultRow = {
	vaultName: string;
	/** Archives and bytes of the last inventory; null before the first one. */
	archives: number | null;
	bytes: number | null;
	/** Milliseconds since the last inventory; null before the first one. */
	age: number | null;
	/** These are of an inventory in the catalog; the service has not counted yet. */
	own: boolean;
};

type Inventories = State['inventories'];

const rowOf = (vault: Vault, inventories: Inventories, now: number): VaultRow => {
	const inventory = catalogCounts(vault, inventories[vault.vaultName]?.inventory);
	const counts = countsOf(inventory ? {...vault, inventory} : vault);
	return {
		vaultName: displayText(vault.vaultName),
		archives: counts?.archives ?? null,
		bytes: counts?.bytes ?? null,
		age: counts ? now - milliseconds(counts.at) : null,
		own: inventory !== undefined,
	};
};

/** The vaults whose name contains the filter, whatever its case. */
export const shownVaults = (vaults: readonly Vault[], filter: string): readonly Vault[] => {
	const wanted = filter.toLowerCase();
	return wanted === '' ? vaults : vaults.filter(({vaultName}) => vaultName.toLowerCase().includes(wanted));
};

export const vaultRows = (vaults: readonly Vault[], inventories: Inventories, now: number): VaultRow[] =>
	vaults.map((vault) => rowOf(vault, inventories, now));

/** The place of a vault in a list; the first when it is not there. */
export const placeOf = (vaults: readonly Vault[], vaultName: string | null): number =>
	Math.max(
		0,
		vaults.findIndex((vault) => vault.vaultName === vaultName),
	);
