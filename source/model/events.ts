import type {Account, Right} from './account.ts';
import type {TransferLimits} from './bandwidth.ts';
import type {ErrorValue} from './errors/iceaxe-error.ts';
import type {Inventory, InventoryProgress} from './inventory.ts';
import type {Job} from './job.ts';
import type {Timestamp} from './timestamp.ts';
import type {ChunkState, Transfer, TransferProgress} from './transfer.ts';
import type {Vault} from './vault.ts';

/** How a message is meant. `good` is for what was verified, `attention` for what waits on a person. */
export type NoticeLevel = 'info' | 'good' | 'attention' | 'error';

/** A line for people: shown as a toast and kept in the log pane. */
export type Notice = {
	at: Timestamp;
	level: NoticeLevel;
	text: string;
	error: ErrorValue | null;
	/** What it is about, one by one, where that is many things; bounded. */
	lines?: readonly string[];
};

/** One call to the service, for the log pane. */
export type ServiceCall = {
	at: Timestamp;
	operation: string;
	/** The vault or other thing it was about; null for the account. */
	subject: string | null;
	milliseconds: number;
	/** `ok` or the error's code. */
	outcome: string;
	requestId: string | null;
};

/**
 * What the engine tells its faces. Plain JSON values: a face can be in the same process or at the other end of a socket.
 * The store is a fold of these; a snapshot is a list of them that builds the present state from nothing.
 */
export type EngineEvent =
	| {type: 'account'; account: Account}
	| {type: 'connection'; state: 'unknown' | 'online' | 'offline' | 'no-credentials'; error: ErrorValue | null}
	| {type: 'right'; right: Right}
	/** The whole list, replacing what was known. `listed` is false when ListVaults was denied and these were opened by name. */
	| {type: 'vaults'; vaults: Vault[]; listed: boolean; at: Timestamp}
	| {type: 'vault'; vault: Vault}
	| {type: 'vault-gone'; vaultName: string}
	/** The rows of a vault changed: windows over it must be asked for again. */
	| {type: 'inventory'; inventory: Inventory; progress: InventoryProgress | null}
	| {type: 'job'; job: Job}
	| {type: 'job-gone'; jobId: string}
	/** `chunks` has one letter for each chunk, so that a face that attaches late draws the whole map. */
	| {type: 'transfer'; transfer: Transfer; chunks: string | null}
	| {type: 'transfer-progress'; progress: TransferProgress}
	| {type: 'transfer-gone'; transferId: string}
	/** Ends a snapshot: vaults, jobs and transfers that a face knows beside these went while it heard nothing. */
	| {type: 'no-others'; vaultNames: string[]; jobIds: string[]; transferIds: string[]}
	/** What limits all transfers together, when that changes. */
	| {type: 'limits'; limits: TransferLimits}
	/** How far an act is that somebody watches: how many of its steps are done, and how many have failed. */
	| {type: 'act'; actId: string; done: number; failed: number; of: number}
	| {type: 'notice'; notice: Notice}
	| {type: 'call'; call: ServiceCall};

export type {ChunkState};
