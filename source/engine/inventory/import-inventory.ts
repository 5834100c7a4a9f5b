import {errorFromValue, toErrorValue} from '../../model/errors/errors.ts';
import {type ErrorValue, IceaxeError} from '../../model/errors/iceaxe-error.ts';
import type {Inventory, InventoryProgress} from '../../model/inventory.ts';
import type {InventoryFormat} from '../../model/inventory-parser/inventory-parser.ts';
import type {Job} from '../../model/job.ts';
import {milliseconds, type Timestamp, timestamp} from '../../model/timestamp.ts';
import {type Context, serviceNow} from '../context.ts';
import {withRemedy} from '../disk-remedy.ts';
import {Rate} from '../rate.ts';
import {fetchPortion, type Portion} from './fetch-portion.ts';

/** How far an import is. */
export type ImportProgress = Omit<Extract<InventoryProgress, {step: 'importing'}>, 'step' | 'jobId'>;

/** How often it is told how far the rows are in order, in milliseconds. */
const orderingPace = 500;

/** The portions of a job's output from a byte on, each asked for while the one before is taken in. */
async function* portions(
	context: Context,
	{vaultName, jobId, inventorySizeInBytes}: Job,
	from: number,
	signal: AbortSignal,
): AsyncGenerator<Portion> {
	const {inventoryPortion: length} = context.limits;
	const fetch = (first: number) => {
		const portion = fetchPortion(context, {vaultName, jobId, range: {first, last: first + length - 1}}, signal);
		// It may fail before anybody waits for it.
		portion.catch(() => {});
		return portion;
	};
	// All of it may be there: a range behind the end is an error.
	const isAll = inventorySizeInBytes !== null && from > 0 && from >= inventorySizeInBytes;
	let next: Promise<Portion> | undefined = isAll ? undefined : fetch(from);
	for (let at = from; next; at += length) {
		const portion: Portion = await next;
		next = at + length < portion.total ? fetch(at + length) : undefined;
		yield portion;
	}
}

/**
 * CSV has no date of its own; the vault's is the same, unless an inventory was made since the job began. JSON has it in whole seconds, and so
 * the same inventory has the same date, in whichever form it comes.
 */
const dateOf = async ({catalog}: Context, {vaultName, inventoryFormat}: Job): Promise<Timestamp | null> => {
	if (inventoryFormat !== 'CSV') return null;
	const vault = (await catalog.vaults.list()).find((known) => known.vaultName === vaultName);
	const date = milliseconds(vault?.lastInventoryDate ?? '');
	return Number.isNaN(date) ? null : timestamp(Math.floor(date / 1000) * 1000);
};

/**
 * When an import counts as made: not before its job was completed, even if the service's clock is ahead of what we take it for. Else the
 * same output would be taken for newer than what it was imported as.
 */
const importTime = (context: Context, {completionDate}: Job): Timestamp => {
	const now = serviceNow(context);
	return completionDate !== null && completionDate > now ? completionDate : now;
};

/** Bytes of an inventory that come one after the other, and how to keep it. */
export type InventorySource = {
	vaultName: string;
	/** What the catalog notes down of where it comes from. */
	jobId: string;
	format: InventoryFormat;
	/** All its bytes; null when nobody knows before the first of them are there. */
	size: number | null;
	/** Its bytes from one on: an import that was broken off has the others. */
	portions(from: number): AsyncIterable<Portion>;
	/** Whether what was fetched is kept until the import is over. */
	keep: boolean;
	/** For an output that has no date itself. Asked for when all bytes are there. */
	dateOf(): Promise<Timestamp | null>;
	/** When it is imported, as the catalog notes it down. */
	importTime(): Timestamp;
};

/** The error with what to do about it, where nobody has said so. */
const withNextStep = (error: ErrorValue, keep: boolean): ErrorValue => {
	const isOfTheLine = error.kind === 'unreachable' || error.kind === 'service';
	if (keep && isOfTheLine && error.hint === null) {
		return {...error, hint: 'Ask for the inventory again: what was fetched is kept.'};
	}
	return withRemedy(error, keep ? 'ask for the inventory again: what was fetched is kept' : 'import it again');
};

/** Tells how far an import is, with what is new of it, until it is over. */
class Teller {
	readonly #onProgress: (progress: ImportProgress) => void;
	#progress: ImportProgress = {rows: 0, bytes: 0, totalBytes: 0, early: 0, ordered: null, secondsLeft: null};
	#over = false;

	constructor(onProgress: (progress: ImportProgress) => void) {
		this.#onProgress = onProgress;
	}

	tell(news: Partial<ImportProgress>): void {
		if (
			this.#over ||
			Object.entries(news).every(([key, value]) => this.#progress[key as keyof ImportProgress] === value)
		)
			return;
		this.#progress = {...this.#progress, ...news};
		this.#onProgress(this.#progress);
	}

	end(): void {
		this.#over = true;
	}
}

/** Tells how far the rows are in order until the import is finished. */
const whileOrdering = async <T>(
	{catalog, clock}: Context,
	importId: number,
	finished: Promise<T>,
	onProgress: (progress: Pick<ImportProgress, 'ordered' | 'secondsLeft'>) => void,
): Promise<T> => {
	const over = new AbortController();
	const end = () => over.abort();
	finished.then(end, end);
	const rate = new Rate();
	rate.sample(clock.now(), 0);
	while (!over.signal.aborted) {
		await clock.sleep(orderingPace, over.signal).catch(() => {});
		// It may be finished between these lines.
		const ordered = over.signal.aborted ? null : await catalog.inventories.ordered(importId).catch(() => null);
		if (ordered === null) break;
		const perSecond = rate.sample(clock.now(), ordered);
		onProgress({ordered, secondsLeft: perSecond > 0 ? (1 - ordered) / perSecond : null});
	}
	return finished;
};

/**
 * Takes the bytes of an inventory into the catalog and makes them the vault's inventory. On any failure the old one stays.
 * @throws IceaxeError
 */
export const takeIn = async (
	context: Context,
	{vaultName, jobId, format, size, portions, keep, dateOf, importTime}: InventorySource,
	onProgress: (progress: ImportProgress) => void,
	signal: AbortSignal,
): Promise<Inventory> => {
	const {inventories} = context.catalog;
	const {importId} = await inventories.begin({vaultName, jobId, format, at: importTime(), keep});
	const teller = new Teller(onProgress);
	let following = false;
	/** Early rows are told of when they are there, not when the next portion is. */
	const followEarly = async () => {
		if (following) return;
		following = true;
		// The import may be over.
		const early = await inventories.early(importId).catch(() => null);
		following = false;
		if (early !== null) teller.tell({early});
	};
	try {
		let bytesTaken = 0;
		for (let taken = await inventories.resume(importId); taken; taken = await inventories.resume(importId)) {
			signal.throwIfAborted();
			bytesTaken = taken.bytes;
			// How long it takes is said at the rate of what is fetched, which this is not.
			teller.tell({...taken, totalBytes: size ?? taken.bytes});
			void followEarly();
		}
		const rate = new Rate();
		rate.sample(context.clock.now(), bytesTaken);
		for await (const {bytes, total} of portions(bytesTaken)) {
			bytesTaken += bytes.byteLength;
			const {rows} = await inventories.feed(importId, bytes);
			const perSecond = rate.sample(context.clock.now(), bytesTaken);
			const secondsLeft = perSecond > 0 ? (total - bytesTaken) / perSecond : null;
			teller.tell({rows, bytes: bytesTaken, totalBytes: total, secondsLeft});
			void followEarly();
		}
		const finished = inventories.finish(importId, {inventoryDate: await dateOf(), at: importTime()});
		return await whileOrdering(context, importId, finished, (news) => teller.tell(news));
	} catch (error) {
		// What is damaged is fetched anew; what only broke off, on a full disk too, is gone on with.
		const goesOn = !(error instanceof IceaxeError && error.kind === 'mismatch');
		await inventories
			.abandon(importId, goesOn)
			.catch((cause) => context.log.warn({error: cause}, 'An import stayed open.'));
		const value = toErrorValue(error);
		const told = withNextStep(value, keep);
		throw told === value ? error : errorFromValue(told);
	} finally {
		teller.end();
	}
};

/**
 * Fetches the output of an inventory job and makes it the vault's inventory in the catalog.
 * @throws IceaxeError
 */
export const importInventory = (
	context: Context,
	job: Job,
	onProgress: (progress: ImportProgress) => void,
	signal: AbortSignal,
): Promise<Inventory> => {
	const {vaultName, jobId, inventoryFormat, inventorySizeInBytes} = job;
	const source: InventorySource = {
		vaultName,
		jobId,
		format: inventoryFormat ?? 'JSON',
		size: inventorySizeInBytes,
		portions: (from) => portions(context, job, from, signal),
		keep: true,
		dateOf: () => dateOf(context, job),
		importTime: () => importTime(context, job),
	};
	return takeIn(context, source, onProgress, signal);
};
