import {displayText} from '../../../model/names/display-text.ts';
import {milliseconds} from '../../../model/timestamp.ts';
import type {Vault} from '../../../model/vault.ts';

/** One vault as its row tells of it. */
export type VaultRow = {
	vaultName: string;
	/** Archives and bytes of the last inventory; null before the first one. */
	archives: number | null;
	bytes: number | null;
	/** Milliseconds since the last inventory; null before the first one. */
	age: number | null;
};

const rowOf = (vault: Vault, now: number): VaultRow => {
	const counted = vault.lastInventoryDate !== null;
	return {
		vaultName: displayText(vault.vaultName),
		archives: counted ? vault.numberOfArchives : null,
		bytes: counted ? vault.sizeInBytes : null,
		age: counted ? now - milliseconds(vault.lastInventoryDate!) : null,
	};
};

/** The vaults whose name contains the filter, whatever its case. */
export const shownVaults = (vaults: readonly Vault[], filter: string): readonly Vault[] => {
	const wanted = filter.toLowerCase();
	return wanted === '' ? vaults : vaults.filter(({vaultName}) => vaultName.toLowerCase().includes(wanted));
};

export const vaultRows = (vaults: readonly Vault[], now: number): VaultRow[] =>
	vaults.map((vault) => rowOf(vault, now));

/** The place of a vault in a list; the first when it is not there. */
export const placeOf = (vaults: readonly Vault[], vaultName: string | null): number =>
	Math.max(
		0,
		vaults.findIndex((vault) => vault.vaultName === vaultName),
	);
