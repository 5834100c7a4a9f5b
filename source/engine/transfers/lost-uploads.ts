import {type OpenUpload, pages} from '../../glacier/glacier.ts';
import {IceaxeError} from '../../model/errors/iceaxe-error.ts';
import {isOver, knownSize, type Transfer, type VerifiedChunk} from '../../model/transfer.ts';
import {unlessAborted} from '../at-once.ts';
import type {Context} from '../context.ts';
import {listParts, type PartList} from './part-list.ts';

/** An open upload that may be of a file, and the parts that it has. */
export type Candidate = {uploadId: string; parts: readonly VerifiedChunk[]};

const isSame = (some: PartList, others: readonly VerifiedChunk[]): boolean => {
	const hashes = new Map(others.map(({index, treeHash}) => [index, treeHash]));
	return (
		some.foreign === 0 &&
		some.parts.length === hashes.size &&
		some.parts.every(({index, treeHash}) => hashes.get(index) === treeHash)
	);
};

/**
 * Open uploads at the service of which the catalog knows nothing: that of another machine, or one that was removed, had them.
 *
 * A vault is asked once in the life of an engine: what was lost was lost before, and what is opened since belongs to somebody who lives.
 */
export class LostUploads {
	readonly #context: Pick<Context, 'glacier' | 'catalog' | 'log' | 'closing'>;
	readonly #listings = new Map<string, Promise<OpenUpload[]>>();
	/** Those that a transfer of this engine has. */
	readonly #taken = new Set<string>();

	constructor(context: Pick<Context, 'glacier' | 'catalog' | 'log' | 'closing'>) {
		this.#context = context;
	}

	/**
	 * Uploads that may be of a transfer's file: of the same description and size of parts, with parts, and no other transfer's. Whether they
	 * are, only the hashes of their parts tell.
	 */
	async find(transfer: Transfer, signal: AbortSignal): Promise<Candidate[]> {
		const {description, chunkSize} = transfer;
		// Without a description, nothing but a few bytes would say that it is the same file.
		if (description === '') return [];
		const found: Candidate[] = [];
		for (const {uploadId, ...upload} of await this.#open(transfer.vaultName, signal)) {
			if (upload.description !== description || upload.partSize !== chunkSize) continue;
			if (await this.#isOthers(uploadId, transfer)) continue;
			const list = await this.#parts(transfer, uploadId, signal);
			if (list && list.foreign === 0 && list.parts.length > 0) found.push({uploadId, parts: list.parts});
		}
		return found.toSorted((a, b) => b.parts.length - a.parts.length);
	}

	/**
	 * Makes an upload this transfer's, unless it is another's or somebody adds parts to it: an engine that lives, whose catalog is another one.
	 */
	async take(transfer: Transfer, {uploadId, parts}: Candidate, signal: AbortSignal): Promise<boolean> {
		const now = await this.#parts(transfer, uploadId, signal);
		if (!now || !isSame(now, parts) || (await this.#isOthers(uploadId, transfer))) return false;
		// Asked once more after the last wait: of two transfers that came so far, one is first.
		if (this.#taken.has(uploadId)) return false;
		this.#taken.add(uploadId);
		return true;
	}

	async #isOthers(uploadId: string, {transferId}: Transfer): Promise<boolean> {
		if (this.#taken.has(uploadId)) return true;
		const all = await this.#context.catalog.transfers.list();
		return all.some((other) => other.uploadId === uploadId && other.transferId !== transferId && isWanted(other));
	}

	/** The parts of an upload; undefined when it is gone, or may not be looked at. */
	async #parts(transfer: Transfer, uploadId: string, signal: AbortSignal): Promise<PartList | undefined> {
		const {vaultName, chunkSize} = transfer;
		try {
			const takes = {vaultName, uploadId, size: knownSize(transfer), partSize: chunkSize};
			return await listParts(this.#context.glacier, takes, signal);
		} catch (error) {
			if (error instanceof IceaxeError && (error.kind === 'not-found' || error.kind === 'denied')) return undefined;
			throw error;
		}
	}

	#open(vaultName: string, signal: AbortSignal): Promise<OpenUpload[]> {
		let listing = this.#listings.get(vaultName);
		if (!listing) {
			listing = this.#list(vaultName);
			this.#listings.set(vaultName, listing);
			// Whoever asks next may have more luck.
			listing.catch(() => this.#listings.delete(vaultName));
		}
		return unlessAborted(listing, signal);
	}

	/** All of them. Nobody's signal but the engine's: others wait for it too. */
	async #list(vaultName: string): Promise<OpenUpload[]> {
		const {glacier, closing, log} = this.#context;
		const all: OpenUpload[] = [];
		try {
			for await (const page of pages((marker) => glacier.listUploads({vaultName, marker}, closing))) all.push(...page);
		} catch (error) {
			if (!(error instanceof IceaxeError) || error.kind !== 'denied') throw error;
			log.debug({vaultName, error}, 'Open uploads may not be listed.');
		}
		return all;
	}
}

/** Whether a transfer may yet go on with its upload. */
const isWanted = ({state}: Transfer): boolean => !isOver(state) || state === 'failed';
