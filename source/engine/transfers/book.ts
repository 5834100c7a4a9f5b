import {chunkCount} from '../../model/byte-range.ts';
import {invalidInput, notFound} from '../../model/errors/errors.ts';
import {type ChunkState, isUnderWay, knownSize, type Transfer, type VerifiedChunk} from '../../model/transfer.ts';
import type {Context} from '../context.ts';
import type {ChunkBoard} from './chunk-board.ts';
import type {Owners} from './owners.ts';

/** A transfer that is ours to work on. */
export type Entry = {
	/** As it is to be: what the catalog is asked to write down holds at once for whoever works on it. */
	transfer: Transfer;
	/** As the catalog has it. */
	written: Transfer;
	/** Its chunks while it runs, and as they stood when it last did. */
	board: (() => ChunkBoard) | null;
};

/** How many chunks it has. Of a stream that has not ended, those that are recorded are all that are known. */
export const chunkCountOf = ({size, chunkSize}: Transfer, recorded: readonly VerifiedChunk[]): number =>
	size === null ? recorded.reduce((most, {index}) => Math.max(most, index + 1), 0) : chunkCount(chunkSize, size);

const mapOfRecorded = (transfer: Transfer, recorded: readonly VerifiedChunk[]): string => {
	const letters: ChunkState[] = new Array(chunkCountOf(transfer, recorded)).fill('w');
	for (const {index} of recorded) letters[index] = 'v';
	return letters.join('');
};

/** One letter for each chunk; null when nothing of it is known here. In a transfer that stands still, no chunk is on its way. */
const chunkMap = ({transfer, board}: Pick<Entry, 'transfer' | 'board'>): string | null => {
	if (transfer.state === 'done') return 'v'.repeat(chunkCount(transfer.chunkSize, knownSize(transfer)));
	const map = board?.().map() ?? null;
	return isUnderWay(transfer.state) ? map : (map?.replaceAll(/[mr]/g, 'w') ?? null);
};

/** A transfer after a change. What held it up no longer does when it stands or goes otherwise. */
const changed = (transfer: Transfer, change: Partial<Transfer>): Transfer => {
	const waitsNoMore = transfer.waitsFor && change.state !== undefined && change.state !== 'waiting';
	const after = {...transfer, ...(waitsNoMore ? {waitsFor: null, waitsSince: null, error: null} : {}), ...change};
	return after.quietSince && after.state !== 'moving' ? {...after, quietSince: null} : after;
};

/** The transfers of this engine. Every change is written down first and told afterwards. */
export class TransferBook {
	readonly #context: Context;
	readonly #owners: Owners;
	readonly #entries = new Map<string, Entry>();
	/** By the transfer that they are about: as many may be waited for as there are. */
	readonly #listeners = new Map<string, Set<(transfer: Transfer) => void>>();

	constructor(context: Context, owners: Owners) {
		this.#context = context;
		this.#owners = owners;
	}

	/** Those that are ours. */
	get entries(): Iterable<Entry> {
		return this.#entries.values();
	}

	get(transferId: string): Entry | undefined {
		return this.#entries.get(transferId);
	}

	/** All that the catalog has, ours as they are at this moment. */
	async list(): Promise<Transfer[]> {
		const all = await this.#context.catalog.transfers.list();
		return all.map((transfer) => this.#entries.get(transfer.transferId)?.transfer ?? transfer);
	}

	/** Those of a local file. */
	async ofPath(path: string): Promise<Transfer[]> {
		const found = await this.#context.catalog.transfers.ofPath(path);
		return found.map((transfer) => this.#entries.get(transfer.transferId)?.transfer ?? transfer);
	}

	/** Begins a new one. */
	async add(transfer: Transfer): Promise<Entry> {
		const {catalog, emit} = this.#context;
		await catalog.transfers.save(transfer);
		await this.#owners.claim(transfer.transferId);
		const entry: Entry = {transfer, written: transfer, board: null};
		this.#entries.set(transfer.transferId, entry);
		emit({type: 'transfer', transfer, chunks: null});
		return entry;
	}

	/** Makes one of the catalog's ours; undefined when another engine that lives has it. */
	async adopt(transfer: Transfer): Promise<Entry | undefined> {
		const known = this.#entries.get(transfer.transferId);
		if (known) return known;
		if (!(await this.#owners.claim(transfer.transferId))) return undefined;
		const entry: Entry = {transfer, written: transfer, board: null};
		this.#entries.set(transfer.transferId, entry);
		return entry;
	}

	/**
	 * One of ours, or made ours now.
	 * @throws IceaxeError `not-found`; `invalid-input` when another engine works on it.
	 */
	async take(transferId: string): Promise<Entry> {
		const known = this.#entries.get(transferId);
		if (known) return known;
		const transfer = await this.#context.catalog.transfers.find(transferId);
		if (!transfer) throw notFound(`There is no transfer ${transferId}.`);
		const entry = await this.adopt(transfer);
		if (!entry) throw invalidInput(`Another iceaxe is working on ${transfer.name}.`, 'Stop that one first.');
		return entry;
	}

	/** Whether a living engine, perhaps another one, has it. */
	async isWorkedOn(transferId: string): Promise<boolean> {
		if (this.#entries.has(transferId)) return true;
		if (!(await this.#owners.claim(transferId))) return true;
		await this.#owners.release(transferId);
		return false;
	}

	/**
	 * Changes one of ours.
	 * @throws when that cannot be written down. Then it is not so, and a face that has asked meanwhile is told.
	 */
	async update(entry: Entry, change: Partial<Transfer>): Promise<void> {
		const transfer = changed(entry.transfer, change);
		entry.transfer = transfer;
		try {
			await this.#context.catalog.transfers.save(transfer);
		} catch (error) {
			// A later change has this one in it, and its own fate.
			if (entry.transfer === transfer) {
				entry.transfer = entry.written;
				this.#tell(entry, entry.transfer);
			}
			throw error;
		}
		entry.written = transfer;
		this.#tell(entry, transfer);
	}

	/** One of ours stands still, whether or not that can be written down: where not, what the catalog has is older, and the next engine tries again. */
	async end(entry: Entry, change: Partial<Transfer>): Promise<void> {
		try {
			await this.update(entry, change);
		} catch (error) {
			this.#context.log.error({transferId: entry.transfer.transferId, error}, 'A failure could not be written down.');
			entry.transfer = changed(entry.transfer, change);
			this.#tell(entry, entry.transfer);
		}
	}

	#tell(entry: Entry, transfer: Transfer): void {
		this.#context.emit({type: 'transfer', transfer, chunks: chunkMap({...entry, transfer})});
		for (const listener of this.#listeners.get(transfer.transferId) ?? []) listener(transfer);
	}

	/** Takes it out of the catalog. */
	async remove(entry: Entry): Promise<void> {
		const {transferId} = entry.transfer;
		await this.#context.catalog.transfers.remove(transferId);
		this.#entries.delete(transferId);
		this.#context.emit({type: 'transfer-gone', transferId});
	}

	/** Hears of every change of one of ours. Returns the way to stop hearing. */
	onChange(transferId: string, listener: (transfer: Transfer) => void): () => void {
		const listeners = this.#listeners.get(transferId) ?? new Set();
		this.#listeners.set(transferId, listeners.add(listener));
		return () => {
			listeners.delete(listener);
			if (listeners.size === 0) this.#listeners.delete(transferId);
		};
	}

	/** The chunk map of any transfer, for a face that comes late. */
	async chunkMapOf(transfer: Transfer): Promise<string> {
		const here = chunkMap({transfer, board: this.#entries.get(transfer.transferId)?.board ?? null});
		return here ?? mapOfRecorded(transfer, await this.#context.catalog.transfers.verifiedChunks(transfer.transferId));
	}

	/** Lets go of all, once nothing runs. */
	async close(): Promise<void> {
		for (const [transferId, entry] of this.#entries) {
			const {state, direction, jobId} = entry.transfer;
			if (state === 'moving') await this.update(entry, {state: 'queued'});
			else if (state === 'waiting') {
				const next = direction === 'download' && jobId === null ? 'retrieving' : 'queued';
				await this.update(entry, {state: next});
			}
			await this.#owners.release(transferId);
		}
		this.#entries.clear();
	}
}
