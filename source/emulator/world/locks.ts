import {setOnVault, type Vault} from './vaults.ts';
import {now, type World} from './world.ts';

/** A vault's lock, begun or final (vault-lock). */
export type VaultLock = {id: string; policy: string; state: 'InProgress' | 'Locked'; created: number};

/** A lock that is not completed within 24 hours of its start is gone (vault-lock-how-to-api). */
export const lockTrial = 24 * 3_600_000;

/** The vault's lock as it is in force now: while it is being tried, and for ever once it is completed. */
export const activeLock = (world: World, vault: Vault): VaultLock | undefined => {
	if (vault.lock === null) return undefined;
	const lock: VaultLock = JSON.parse(vault.lock);
	return lock.state === 'InProgress' && now(world) >= lock.created + lockTrial ? undefined : lock;
};

/** Sets the vault's lock, or takes it away. */
export const saveLock = (world: World, vault: Vault, lock: VaultLock | undefined): void =>
	setOnVault(world, vault, 'lock', lock ? JSON.stringify(lock) : null);
