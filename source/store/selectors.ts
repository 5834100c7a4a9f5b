import type {Permission} from '../model/account.ts';
import type {Job} from '../model/job.ts';
import {isOver, type Transfer} from '../model/transfer.ts';
import type {Vault} from '../model/vault.ts';
import type {InventoryState, State, TransferEntry} from './state.ts';

/** Whether a permission is known to be denied: for this vault, or for the account. */
export const isDenied =
	(state: State) =>
	(permission: Permission, vaultName: string | null): boolean =>
		state.rights.some(
			(right) =>
				right.permission === permission &&
				!right.allowed &&
				(right.vaultName === null || right.vaultName === vaultName),
		);

export const vaultNamed = (state: State, vaultName: string | null): Vault | undefined =>
	state.vaults.vaults.find((vault) => vault.vaultName === vaultName);

export const inventoryOf = (state: State, vaultName: string | null): InventoryState | undefined =>
	vaultName === null ? undefined : state.inventories[vaultName];

export const transferEntry = (state: State, transferId: string): TransferEntry | undefined =>
	state.transfers.find(({transfer}) => transfer.transferId === transferId);

/** The retrieval job of a download, as far as it is known. */
export const jobOf = (state: Pick<State, 'jobs'>, {jobId}: Transfer): Job | undefined =>
	jobId === null ? undefined : state.jobs.find((job) => job.jobId === jobId);

/** Transfers that are not over. */
export const openTransfers = (state: State): readonly TransferEntry[] =>
	state.transfers.filter(({transfer}) => !isOver(transfer.state));

/** How many transfers move bytes now, and how fast together, in bytes a second. */
export const traffic = (state: State): {moving: number; rate: number} => {
	const moving = state.transfers.filter(({transfer}) => transfer.state === 'moving');
	return {moving: moving.length, rate: moving.reduce((sum, {progress}) => sum + progress.rate, 0)};
};

/** Jobs that the service is still at. */
export const jobsUnderWay = (state: State): number => state.jobs.filter((job) => !job.completed).length;

/** Bytes in all known vaults, as the service counts them. */
export const bytesStored = (state: State): number =>
	state.vaults.vaults.reduce((sum, vault) => sum + vault.sizeInBytes, 0);
