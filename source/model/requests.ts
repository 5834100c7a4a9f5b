import type {ActRequests} from './act-requests.ts';
import type {Archive, Selection} from './archive.ts';
import type {OwnLimit} from './bandwidth.ts';
import type {ErrorValue} from './errors/iceaxe-error.ts';
import type {EngineEvent} from './events.ts';
import type {FolderChoice, FolderResult, FolderSums} from './folder-upload.ts';
import type {InventoryRequests} from './inventory-requests.ts';
import type {Job, Tier} from './job.ts';
import type {PlannedFile} from './planned-file.ts';
import type {RestorePlan} from './restore-plan.ts';
import type {Transfer} from './transfer.ts';
import type {TransferRequests} from './transfer-requests.ts';
import type {Vault} from './vault.ts';

/** Those that have files of their own. */
type RequestsApart = InventoryRequests & TransferRequests & ActRequests;

/**
 * What a face may ask of the engine: name → what it takes and what it gives. All of it JSON values.
 * A request that fails rejects with an IceaxeError whose value says why.
 */
export type Requests = RequestsApart & {
	/** The present state as a list of events; asked for once, when a face attaches. */
	'session.snapshot': {takes: Record<string, never>; gives: EngineEvent[]};

	/** Asks the service for all vaults. When that is denied, gives those opened by name and known from the catalog. */
	'vaults.refresh': {takes: Record<string, never>; gives: Vault[]};
	/** Asks the service for one vault, by name or ARN, and adds it to the known ones. */
	'vaults.describe': {takes: {vault: string}; gives: Vault};
	/**
	 * Asks whether a vault is there, and changes nothing. Gives null when it is, else why that is not known, such as a key that may only write.
	 * Rejects with `not-found` when it is not.
	 */
	'vaults.look': {takes: {vaultName: string}; gives: ErrorValue | null};
	'vaults.create': {takes: {vaultName: string}; gives: Vault};
	'vaults.delete': {takes: {vaultName: string}; gives: null};

	/** Archives by id, or by exact name (the newest of that name). Rejects with `not-found` naming the first that is neither. */
	'archives.find': {takes: {vaultName: string; terms: readonly string[]}; gives: Archive[]};
	/** The first of a selection that are there, at most `limit`, the oldest first. */
	'archives.select': {takes: {vaultName: string; selection: Selection; limit: number}; gives: Archive[]};
	/**
	 * Checks the file and starts. Resolves when the transfer exists; its events tell the rest. An unfinished upload of the same file to the same
	 * vault is taken up again. `description` is said outright, or made of `name` in the mt2 form; without both, of the file's own name.
	 */
	'archives.upload': {
		takes: {
			vaultName: string;
			path: string;
			name?: string;
			description?: string;
			partSize?: number;
			limit?: OwnLimit | null;
		};
		gives: Transfer;
	};
	/**
	 * What `archives.upload` would do with a file. Begins nothing and asks the service for nothing. `takesUp` is the transfer of an unfinished upload
	 * of it, which would go on; then fewer requests are needed. Rejects as the upload itself does.
	 */
	'archives.plan-upload': {
		takes: Requests['archives.upload']['takes'];
		gives: PlannedFile & {takesUp: string | null};
	};
	/**
	 * Begins the upload of a stream: of bytes that a face is about to hand over with {@link EngineLink.feed}, under the id of the transfer that
	 * this gives. It resolves when the service has opened the upload, so that whoever makes the bytes need not begin in vain. Rejects when the
	 * vault, the name or the part size cannot be.
	 *
	 * `name` becomes the description in the mt2 form; one of the two must be there. `expectedSize` (bytes) chooses the size of the parts, of
	 * which there are at most 10,000; `partSize` says it outright.
	 */
	'archives.upload-stream': {
		takes: Omit<Requests['archives.upload']['takes'], 'path'> & {expectedSize?: number};
		gives: Transfer;
	};
	/**
	 * Says how a stream ended, and resolves with the transfer when it is over. Only this makes an archive of it, and only when the engine has
	 * taken just as many bytes: an end of the bytes alone may be a producer that died. A stream that failed, or of which nothing is heard for
	 * a minute although its bytes have ended, leaves no archive behind.
	 */
	'archives.end-stream': {takes: {transferId: string; end: StreamEnd}; gives: Transfer};
	/** What there is to upload in a folder, summed up. Rejects when the folder or a pattern cannot be. */
	'folders.sum': {takes: {choice: FolderChoice}; gives: FolderSums};
	/**
	 * Walks through a folder, in the engine and whether or not anybody watches: lists its files, or uploads each as an archive of its own, a
	 * few at once, leaving out what the catalog has. Files whose upload is done are taken off the list of transfers. `follow`: somebody is
	 * going to ask for the results. Rejects when the folder or a pattern cannot be.
	 */
	'folders.walk': {
		takes: {choice: FolderChoice; mode: 'list' | 'upload'; follow: boolean};
		gives: {walkId: string};
	};
	/** What a walk has come to since this was last asked, and the sums so far. Waits for something to tell; `over` with the last. */
	'folders.results': {
		takes: {walkId: string};
		gives: {results: FolderResult[]; sums: FolderSums; over: boolean; failure: ErrorValue | null};
	};
	/** Ends a walk. Its uploads that are under way are paused: the same walk later takes them up again. */
	'folders.stop': {takes: {walkId: string}; gives: null};
	/** What a restore would do and cost. Asks the service for nothing that costs. */
	'archives.plan-restore': {
		takes: {vaultName: string; selection: Selection; to: string};
		gives: RestorePlan;
	};
	/** Starts the retrievals that are needed and the downloads that follow. Existing jobs are used again. Stopped by `acts.stop`, it gives those that have begun. */
	'archives.restore': {
		takes: {
			vaultName: string;
			selection: Selection;
			tier: Tier;
			to: string;
			overwrite?: boolean;
			limit?: OwnLimit | null;
			actId?: string;
		};
		gives: Transfer[];
	};

	/** Asks the service for the jobs of a vault, or of all known vaults. */
	'jobs.refresh': {takes: {vaultName?: string}; gives: Job[]};

	/** What stands at an absolute path; null for nothing that can be seen. */
	'paths.look': {takes: {path: string}; gives: 'file' | 'folder' | null};
	/**
	 * Paths that begin with `prefix`, folders with a trailing `/`; at most 50, folders first. A leading `~/` is the home folder, and others
	 * that are relative begin in `folder`, that of the face.
	 */
	'paths.complete': {takes: {prefix: string; folder: string; only?: 'folders'}; gives: string[]};
};

export type RequestName = keyof Requests;

/** How a stream ended: whole, with so many bytes; or not, and why. */
export type StreamEnd = {bytes: number} | {error: ErrorValue};

/** The engine as a face sees it. */
export interface EngineLink {
	/** Whether the engine lives in a process of its own: then what is under way goes on when this link is closed. */
	readonly apart: boolean;
	/**
	 * Asks for one thing.
	 * @throws IceaxeError
	 */
	request<N extends RequestName>(
		name: N,
		takes: Requests[N]['takes'],
		signal?: AbortSignal,
	): Promise<Requests[N]['gives']>;
	/**
	 * Hands the bytes of a stream to the engine that was begun with `archives.upload-stream`, at the pace at which it takes them, and resolves
	 * to how many it took when there are no more. Once for each stream. That is no word that all is well: `archives.end-stream` is.
	 * Each piece is given away: its memory may be gone afterwards.
	 *
	 * When the bytes throw, the signal aborts or the way to the engine breaks, the stream has failed: its upload is given up.
	 * @throws IceaxeError when the engine gives the stream up, with its reason; what the bytes threw.
	 */
	feed(transferId: string, bytes: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<number>;
	/** Hears every event from now on. Returns the way to stop hearing. */
	subscribe(listener: (event: EngineEvent) => void): () => void;
	/** Ends the engine, wherever it lives: stops all work so that it can be taken up again. Resolves when all of it is written. */
	stop(): Promise<void>;
	/** Lets go of the engine; one in this process has nobody else, and stops. */
	close(): Promise<void>;
}
