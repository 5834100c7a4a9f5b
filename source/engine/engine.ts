import type {Catalog} from '../catalog/catalog.ts';
import type {Glacier} from '../glacier/glacier.ts';
import type {Account} from '../model/account.ts';
import type {LimitsChange} from '../model/bandwidth.ts';
import type {Work} from '../model/engine-status.ts';
import {cancelled, isAbort, toErrorValue} from '../model/errors/errors.ts';
import {IceaxeError} from '../model/errors/iceaxe-error.ts';
import type {EngineEvent} from '../model/events.ts';
import type {EngineLink, RequestName, Requests} from '../model/requests.ts';
import {type Clock, systemClock} from '../platform/clock.ts';
import {type MakeId, timeOrderedIds} from '../platform/ids.ts';
import {type Log, silentLog} from '../platform/log.ts';
import {Acts} from './acts.ts';
import {adoptOrphans} from './adopt.ts';
import {unlessAborted} from './at-once.ts';
import type {Context} from './context.ts';
import {FolderWalks} from './folders/folder-walks.ts';
import {type Hasher, startHasher} from './hashing/hasher.ts';
import {Inventories} from './inventory/inventories.ts';
import {InventoryNews} from './inventory/news.ts';
import {JobBook} from './jobs/job-book.ts';
import {JobWatcher} from './jobs/watcher.ts';
import {type EngineLimits, usualLimits} from './limits.ts';
import type {Handler, Parts} from './parts.ts';
import {archiveRequests} from './requests/archives.ts';
import {folderRequests} from './requests/folders.ts';
import {otherRequests} from './requests/others.ts';
import {transferRequests} from './requests/transfers.ts';
import {describeVault, vaultRequests} from './requests/vaults.ts';
import {Retrievals} from './restores/retrievals.ts';
import {type Reports, Sensed} from './senses.ts';
import {snapshot} from './snapshot.ts';
import {Streams} from './streams/streams.ts';
import {BandwidthGate} from './transfers/bandwidth-gate.ts';
import {TransferBook} from './transfers/book.ts';
import {LostUploads} from './transfers/lost-uploads.ts';
import {OwnLimits} from './transfers/own-limits.ts';
import {transferOwners} from './transfers/owners.ts';
import {ProgressMeter} from './transfers/progress.ts';
import {TransferQueue} from './transfers/queue.ts';
import {limitsNow} from './transfers/transfer-limits.ts';
import {workOf} from './work.ts';

export type {EngineLimits} from './limits.ts';
export type {Reports} from './senses.ts';

/** An engine as its own process has it. */
export type Engine = EngineLink & {
	/** What it has under way. */
	work(): Work;
};

export type EngineOptions = {
	/** The door to the service, with its wrappers. The engine does not close it. */
	glacier: Glacier;
	/** The engine lets go of it when it closes. */
	catalog: Catalog;
	account: Account;
	/** This machine's time: rates, timeouts, backoff. */
	clock?: Clock;
	/** The time at the service: ages and expiry. The same but for an emulator. */
	serviceClock?: Pick<Clock, 'now'>;
	/** Take up what an engine that is no more has left, and follow jobs that others started. Else it does only what it is asked for. */
	adopt?: boolean;
	/** What the door tells about rights and calls. */
	reports?: Reports;
	log?: Log;
	/** Of somebody else, who closes it; without it the engine has its own. */
	hasher?: Hasher;
	makeId?: MakeId;
	/** Keeps limits that were changed for later starts. */
	keepLimits?: (changed: LimitsChange) => Promise<void>;
	limits?: Partial<EngineLimits>;
};

type Handlers = {[N in RequestName]: Handler<N>};

/** Every failure that leaves the engine is an IceaxeError. */
const asIceaxeError = (error: unknown): IceaxeError => {
	if (error instanceof IceaxeError) return error;
	if (isAbort(error)) return cancelled();
	const {kind, message, ...facts} = toErrorValue(error);
	return new IceaxeError(kind, message, {...facts, cause: error});
};

/** Starts an engine in this process. It asks the service for nothing unless `adopt` finds work that was left. */
export const startEngine = async (options: EngineOptions): Promise<Engine> => {
	const {catalog, account, clock = systemClock, serviceClock = clock, log = silentLog(), adopt = false} = options;
	const limits = {...usualLimits, ...options.limits};
	const hasher = options.hasher ?? startHasher({memory: limits.bodyMemory});
	const makeId = options.makeId ?? timeOrderedIds(clock);
	const closing = new AbortController();
	const listeners = new Set<(event: EngineEvent) => void>();
	const emit = (event: EngineEvent) => {
		for (const listener of listeners) listener(event);
	};
	const sensed = new Sensed(emit);
	const stopHearing = options.reports && sensed.hear(options.reports);
	const streams = new Streams({clock, limits, log});
	const glacier = sensed.watch(options.glacier);
	const lostUploads = new LostUploads({glacier, catalog, log, closing: closing.signal});
	const bandwidth = new BandwidthGate({
		...{clock, closing: closing.signal, bandwidth: limits.bandwidth},
		onRate: () => emit({type: 'limits', limits: limitsNow(context)}),
	});
	const context: Context = {
		...{glacier, catalog, account, clock, serviceClock, hasher, streams, lostUploads, limits, log, makeId, emit},
		closing: closing.signal,
		news: new InventoryNews(() => context),
		slowedTo: null,
		bandwidth,
		ownLimits: new OwnLimits({clock, closing: closing.signal, all: bandwidth}),
	};
	const stopHearingPlaces = options.reports?.onPlaces?.((places) => {
		context.slowedTo = places;
		emit({type: 'limits', limits: limitsNow(context)});
	});
	const book = new TransferBook(context, transferOwners(catalog.transfers, makeId()));
	const queue = new TransferQueue(context, book, new ProgressMeter(context));
	const jobs = new JobBook(context);
	const watcher = new JobWatcher(context, jobs);
	const retrievals = new Retrievals(context, {book, queue, jobs, watcher});
	const inventories = new Inventories(context, {
		...{jobs, watcher, unasked: adopt},
		// Its rows name the archives of jobs, and the service counts the vault anew with each inventory.
		onImported: (vaultName) => Promise.all([jobs.name(vaultName), describeVault(context, vaultName, closing.signal)]),
	});
	const {keepLimits} = options;
	const folders = new FolderWalks({context, book, queue});
	const parts: Parts = {
		...{context, acts: new Acts(context), book, queue, jobs, watcher, retrievals, inventories, folders, keepLimits},
		followsAll: adopt,
	};

	const handlers: Handlers = {
		'session.snapshot': () => snapshot(parts, sensed),
		...vaultRequests(parts),
		...archiveRequests(parts),
		...folderRequests(parts),
		...transferRequests(parts),
		...otherRequests(parts),
	};

	if (adopt) await adoptOrphans(parts);

	/** Requests that are not settled yet: what they have begun, such as writing down what they did, is let end. */
	const pending = new Set<Promise<unknown>>();
	const handle = <N extends RequestName>(name: N, takes: Requests[N]['takes'], signal: AbortSignal) => {
		const answer = (handlers[name] as Handler<N>)(takes, signal);
		pending.add(answer);
		answer.catch(() => {}).finally(() => pending.delete(answer));
		return answer;
	};

	const close = async () => {
		await streams.close();
		closing.abort(cancelled());
		await Promise.allSettled([
			...pending,
			queue.close(),
			watcher.close(),
			retrievals.close(),
			inventories.close(),
			folders.close(),
		]);
		stopHearing?.();
		stopHearingPlaces?.();
		await book.close();
		if (!options.hasher) await hasher.close();
		await catalog.close();
	};
	let closed: Promise<void> | undefined;
	const stop = () => {
		closed ??= close();
		return closed;
	};

	return {
		apart: false,
		work: () => workOf(parts),
		request: async (name, takes, signal) => {
			const either = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
			try {
				either.throwIfAborted();
				return await unlessAborted(handle(name, takes, either), either);
			} catch (error) {
				if (toErrorValue(error).kind === 'bug') log.error({request: name, error}, 'A request failed unexpectedly.');
				throw asIceaxeError(error);
			}
		},
		feed: async (transferId, bytes, signal) => {
			try {
				return await streams.feed(transferId, bytes, signal);
			} catch (error) {
				throw asIceaxeError(error);
			}
		},
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		stop,
		close: stop,
	};
};
