import type {LimitsChange} from '../model/bandwidth.ts';
import type {Requests} from '../model/requests.ts';
import type {Acts} from './acts.ts';
import type {Context} from './context.ts';
import type {FolderWalks} from './folders/folder-walks.ts';
import type {Inventories} from './inventory/inventories.ts';
import type {JobBook} from './jobs/job-book.ts';
import type {JobWatcher} from './jobs/watcher.ts';
import type {Retrievals} from './restores/retrievals.ts';
import type {TransferBook} from './transfers/book.ts';
import type {TransferQueue} from './transfers/queue.ts';

/** The parts of a running engine, as the handlers of requests use them. */
export type Parts = {
	context: Context;
	acts: Acts;
	book: TransferBook;
	queue: TransferQueue;
	jobs: JobBook;
	watcher: JobWatcher;
	retrievals: Retrievals;
	inventories: Inventories;
	/** Keeps changed limits for later starts. */
	keepLimits: ((changed: LimitsChange) => Promise<void>) | undefined;
	folders: FolderWalks;
	/** Whether jobs that others started are followed too: a screen shows them. */
	followsAll: boolean;
};

/** Answers one request. The signal aborts when whoever asked does not want the answer any more, or the engine closes. */
export type Handler<N extends keyof Requests> = (
	takes: Requests[N]['takes'],
	signal: AbortSignal,
) => Promise<Requests[N]['gives']>;

/** The handlers of the requests that begin with a noun. */
export type HandlersOf<Noun extends string> = {
	[N in keyof Requests as N extends `${Noun}.${string}` ? N : never]: Handler<N>;
};
