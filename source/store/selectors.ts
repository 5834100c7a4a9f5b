import type {Permission} from '../model/account.ts';
import type {Job} from '../model/job.ts';
import {isHeldUp, isOver, type Transfer, type TransferState} from '../model/transfer.ts';
import type {Vault} from '../model/vault.ts';
import type {Connection, InventoryState, State, TransferEntry} from './state.ts';

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

/** What goes on by itself, without anybody's doing. */
const goesOn: readonly TransferState[] = ['queued', 'moving', 'waiting', 'verifying'];

/** Bytes of a transfer that are not on their way yet; null for a stream that has not ended. */
const bytesLeft = ({transfer: {size, state}, progress}: TransferEntry): number | null => {
	if (size === null) return null;
	return Math.max(0, size - progress.verifiedBytes - (state === 'moving' ? progress.movingBytes : 0));
};

/** Whether what would move has to wait: nobody answers, or there is nobody to sign for. */
export const isStalled = (connection: Connection['state']): boolean =>
	connection === 'offline' || connection === 'no-credentials';

/** All transfers together at one moment. */
export type Traffic = {
	/** How many move bytes. */
	moving: number;
	/** How many would, and are kept from it. */
	heldUp: number;
	/** How fast together, in bytes a second. */
	rate: number;
	/** Until those that go on by themselves are over, at this rate; at least 1, and null when that cannot be told. */
	secondsLeft: number | null;
};

/** What the engine tells of each knows of the answers that are to come after its last byte. */
const secondsLeftOf = (going: readonly TransferEntry[], left: number | null, rate: number): number | null => {
	const longest = Math.max(0, ...going.map(({progress}) => progress.secondsLeft ?? 0));
	if (going.length === 1 || left === 0) return longest === 0 ? null : longest;
	return left === null || rate <= 0 ? null : Math.max(1, left / rate);
};

export const traffic = (state: State): Traffic => {
	const going = state.transfers.filter(({transfer}) => goesOn.includes(transfer.state));
	let moving = 0;
	let heldUp = 0;
	let rate = 0;
	let left: number | null = 0;
	for (const entry of going) {
		const own = bytesLeft(entry);
		left = left === null || own === null ? null : left + own;
		if (isHeldUp(entry.transfer)) heldUp++;
		else if (entry.transfer.state === 'moving') {
			moving++;
			rate += entry.progress.rate;
		}
	}
	return {moving, heldUp, rate, secondsLeft: secondsLeftOf(going, left, rate)};
};

/** Jobs that the service is still at. */
export const jobsUnderWay = (state: State): number => state.jobs.filter((job) => !job.completed).length;

/** Bytes in all known vaults, as the service counts them. */
export const bytesStored = (state: State): number =>
	state.vaults.vaults.reduce((sum, vault) => sum + vault.sizeInBytes, 0);
