import type {EngineEvent} from '../model/events.ts';
import type {Vault} from '../model/vault.ts';
import type {State} from './state.ts';

type VaultEvent = Extract<EngineEvent, {type: 'vaults' | 'vault' | 'vault-gone'}>;

// By code unit, as the service sorts them (api-vaults-get), not by the locale.
const sorted = (vaults: readonly Vault[]): readonly Vault[] =>
	vaults.toSorted((a, b) => (a.vaultName < b.vaultName ? -1 : a.vaultName > b.vaultName ? 1 : 0));

/** The known vaults. */
export const foldVaults = (state: State, event: VaultEvent): State => {
	const {vaults} = state;
	if (event.type === 'vaults') {
		return {...state, vaults: {vaults: sorted(event.vaults), listed: event.listed, at: event.at}};
	}
	const name = event.type === 'vault' ? event.vault.vaultName : event.vaultName;
	const others = vaults.vaults.filter((vault) => vault.vaultName !== name);
	if (event.type === 'vault') return {...state, vaults: {...vaults, vaults: sorted([...others, event.vault])}};
	const {[name]: _gone, ...inventories} = state.inventories;
	return {
		...state,
		vaults: {...vaults, vaults: others},
		inventories,
		jobs: state.jobs.filter((job) => job.vaultName !== name),
	};
};
