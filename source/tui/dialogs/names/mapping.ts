import type {State} from '../../../store/state.ts';

/**
 * The vault that has the names of another, as Synology Glacier Backup keeps them, and how far the database in it is: in its vault, on its way
 * here, or restored, at a path.
 */
export type Mapping = {vaultName: string} & ({stage: 'in-vault' | 'coming'} | {stage: 'restored'; path: string});

/** The mapping of a vault's names; null when there is no vault that is called like it with `_mapping` behind. */
export const mappingOf = ({vaults, transfers}: State, vaultName: string): Mapping | null => {
	const mapping = `${vaultName}_mapping`;
	if (!vaults.vaults.some((vault) => vault.vaultName === mapping)) return null;
	const downloads = transfers
		.map(({transfer}) => transfer)
		.filter((transfer) => transfer.vaultName === mapping && transfer.direction === 'download')
		.filter(({state}) => state !== 'cancelled' && state !== 'failed');
	const restored = downloads
		.filter(({state}) => state === 'done')
		.toSorted((a, b) => (a.finished! < b.finished! ? 1 : -1))[0];
	if (restored) return {vaultName: mapping, stage: 'restored', path: restored.path};
	return {vaultName: mapping, stage: downloads.length > 0 ? 'coming' : 'in-vault'};
};
