import type {Account, Right} from '../model/account.ts';
import type {TransferLimits} from '../model/bandwidth.ts';
import type {ErrorValue} from '../model/errors/iceaxe-error.ts';
import type {Notice, ServiceCall} from '../model/events.ts';
import type {Inventory, InventoryProgress} from '../model/inventory.ts';
import type {Job} from '../model/job.ts';
import type {Timestamp} from '../model/timestamp.ts';
import type {Transfer, TransferProgress} from '../model/transfer.ts';
import type {Vault} from '../model/vault.ts';

/** How the service can be reached. */
export type Connection = {
	state: 'unknown' | 'online' | 'offline' | 'no-credentials';
	error: ErrorValue | null;
};

/** The known vaults, sorted by name. `listed` is false when ListVaults is denied; `at` is null while nothing was heard yet. */
export type VaultList = {vaults: readonly Vault[]; listed: boolean; at: Timestamp | null};

/** What the catalog holds for a vault. `revision` grows with every change of its rows, so that a window knows when it is stale. */
export type InventoryState = {inventory: Inventory; progress: InventoryProgress | null; revision: number};

/** A transfer and its chunk map: one byte for each chunk, the letter of its state. */
export type TransferEntry = {
	transfer: Transfer;
	/** Changed in place, so that a map of 10,000 chunks costs nothing to update; `drawn` grows when it did. */
	chunks: Uint8Array;
	drawn: number;
	progress: Omit<TransferProgress, 'chunks'>;
	/** Past rates, oldest first, for the sparkline: about one a second. */
	rates: readonly number[];
	/** Samples heard, to thin the rates out. */
	samples: number;
};

/** All transfers together, for a sparkline of the whole. */
export type TrafficHistory = {
	/** Past sums of their rates, oldest first: about one a second. */
	rates: readonly number[];
	/** Rounds of samples heard, to thin the rates out. */
	rounds: number;
	/** Transfers that were heard in this round; the first that is heard again begins the next. */
	heard: readonly string[];
};

/** All that a screen may know: a fold of the engine's events. */
export type State = {
	account: Account | null;
	connection: Connection;
	rights: readonly Right[];
	vaults: VaultList;
	inventories: Readonly<Record<string, InventoryState>>;
	/** Newest first. */
	jobs: readonly Job[];
	/** In the order of the queue. */
	transfers: readonly TransferEntry[];
	traffic: TrafficHistory;
	/** What limits all transfers together; null while it is not known. */
	limits: TransferLimits | null;
	/** Newest last; bounded. */
	notices: readonly Notice[];
	calls: readonly ServiceCall[];
};

export const emptyState: State = {
	account: null,
	connection: {state: 'unknown', error: null},
	rights: [],
	vaults: {vaults: [], listed: true, at: null},
	inventories: {},
	jobs: [],
	transfers: [],
	traffic: {rates: [], rounds: 0, heard: []},
	limits: null,
	notices: [],
	calls: [],
};
