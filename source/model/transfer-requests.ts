import type {LimitsChange, OwnLimit, TransferLimits} from './bandwidth.ts';
import type {QueueMove} from './queue-order.ts';
import type {ChunkWindow, Transfer} from './transfer.ts';

/** What a face may ask of the engine about transfers that are there. */
export type TransferRequests = {
	'transfers.list': {takes: Record<string, never>; gives: Transfer[]};
	/** A window over the chunks of a transfer; with `troubled` over those that were tried again or failed. Rejects with `not-found`. */
	'transfers.chunks': {
		takes: {transferId: string; offset: number; limit: number; troubled?: boolean};
		gives: ChunkWindow;
	};
	/** Resolves when the transfer is over, with how it ended. */
	'transfers.finished': {takes: {transferId: string}; gives: Transfer};
	'transfers.pause': {takes: {transferId: string}; gives: null};
	/**
	 * Goes on with one that stands still. Where the output of its retrieval has expired, or the service has failed it, rejects with the code
	 * of that (`wantsRetrieval`), and the transfer says what a new one costs; with `retrieve`, which a person has agreed to, begins it. `limit` becomes its own from now
	 * on, null takes the one that it has away.
	 */
	'transfers.resume': {takes: {transferId: string; retrieve?: boolean; limit?: OwnLimit | null}; gives: null};
	/** Puts one that is not over before or behind others. To the front of the queue: it begins at once, and the last that moves waits for it. */
	'transfers.move': {takes: {transferId: string; to: QueueMove}; gives: null};
	/**
	 * What limits all transfers together, after a change of it. A change holds at once and is kept for later starts. Rejects with
	 * `invalid-input` what cannot be.
	 */
	'transfers.limits': {takes: LimitsChange; gives: TransferLimits};
	/** Ends it for good; an upload's parts are given up, a download's `.part` file is removed. */
	'transfers.cancel': {takes: {transferId: string}; gives: null};
	/** Takes a finished one off the list. */
	'transfers.forget': {takes: {transferId: string}; gives: null};
};
