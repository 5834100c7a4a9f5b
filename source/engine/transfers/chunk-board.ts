import {chunkCount, chunkRange, rangeLength} from '../../model/byte-range.ts';
import type {ErrorValue} from '../../model/errors/iceaxe-error.ts';
import {mostParts} from '../../model/limits.ts';
import type {Chunk, ChunkState, VerifiedChunk} from '../../model/transfer.ts';
import type {TreeHash} from '../../model/tree-hash.ts';

const letters: readonly ChunkState[] = ['w', 'm', 'r', 'v', 'f'];

/** The state of every chunk of one transfer, their sums, and what changed since the last sample. Knows no time and does nothing. */
export class ChunkBoard {
	/** Bytes of all chunks that are known. */
	size: number;
	readonly chunkSize: number;
	/** How many chunks are known. */
	count: number;
	/** Whether more chunks may come: those of a stream that has not ended. */
	isGrowing: boolean;
	/** Bytes of verified chunks. */
	verifiedBytes = 0;
	verified = 0;
	/** Tries beyond the first, of all chunks together. */
	retries = 0;
	/** Tries whose bytes were not what their hash says. */
	mismatches = 0;
	readonly #states: Uint8Array;
	readonly #hashes: (TreeHash | undefined)[];
	readonly #tries: Uint16Array;
	readonly #errors = new Map<number, ErrorValue>();
	readonly #moved = new Map<number, number>();
	#movedBytes = 0;
	readonly #unanswered = new Set<number>();
	#held = 0;
	readonly #changed = new Set<number>();

	/** With a size of null it is of a stream: its chunks are not known yet. */
	constructor({size, chunkSize}: {size: number | null; chunkSize: number}) {
		this.size = size ?? 0;
		this.chunkSize = chunkSize;
		this.isGrowing = size === null;
		this.count = chunkCount(chunkSize, this.size);
		const room = this.isGrowing ? mostParts : this.count;
		this.#states = new Uint8Array(room);
		this.#hashes = new Array(this.count);
		this.#tries = new Uint16Array(room);
	}

	/** The next chunk of a stream is known: all of them are whole but the last. */
	grow(bytes: number): void {
		this.size += bytes;
		this.#changed.add(this.count++);
	}

	range(index: number) {
		return chunkRange(index, this.chunkSize, this.size);
	}

	state(index: number): ChunkState {
		return letters[this.#states[index]!]!;
	}

	set(index: number, state: Exclude<ChunkState, 'v'>): void {
		if (this.state(index) === 'v') {
			this.verified--;
			this.verifiedBytes -= rangeLength(this.range(index));
			this.#hashes[index] = undefined;
		}
		this.#change(index, state);
	}

	/** A try of it begins: the first, or `again`. */
	begin(index: number, again: boolean): void {
		this.#tries[index]!++;
		this.set(index, again ? 'r' : 'm');
	}

	/** Keeps why a try of it failed; what is done about it is said by `set`. */
	note(index: number, error: ErrorValue): void {
		this.#errors.set(index, error);
	}

	verify({index, treeHash}: VerifiedChunk): void {
		if (this.state(index) !== 'v') {
			this.verified++;
			this.verifiedBytes += rangeLength(this.range(index));
		}
		this.#hashes[index] = treeHash;
		this.#change(index, 'v');
	}

	/** Bytes that a chunk on its way has brought so far. */
	move(index: number, bytes: number): void {
		const state = this.state(index);
		// A connection that was given up may still say what it took.
		if (state === 'm' || state === 'r') this.#count(index, bytes);
	}

	/** Its try failed for this reason, and the door to the service makes another one by itself. */
	again(index: number, error: ErrorValue): void {
		this.note(index, error);
		this.retries++;
		this.begin(index, true);
	}

	#count(index: number, bytes: number): void {
		this.#movedBytes += bytes - (this.#moved.get(index) ?? 0);
		if (bytes === 0) this.#moved.delete(index);
		else this.#moved.set(index, bytes);
		if (bytes > 0 && bytes === rangeLength(this.range(index))) this.#unanswered.add(index);
		else this.#unanswered.delete(index);
	}

	/** Waits for the turn of bytes under a limit. */
	async hold(turn: Promise<void>): Promise<void> {
		this.#held++;
		try {
			await turn;
		} finally {
			this.#held--;
		}
	}

	/** Whether a limit is all that keeps some bytes from moving. */
	get isHeld(): boolean {
		return this.#held > 0;
	}

	/** Bytes on their way in chunks that are not verified yet. */
	get movingBytes(): number {
		return this.#movedBytes;
	}

	/** How many of them each chunk has. */
	get moved(): [index: number, bytes: number][] {
		return [...this.#moved];
	}

	/** Chunks of which every byte is on its way or here, and which are not verified yet. */
	get unanswered(): ReadonlySet<number> {
		return this.#unanswered;
	}

	get isVerified(): boolean {
		return this.verified === this.count;
	}

	/** The hashes of all chunks in order, once all are verified. */
	treeHashes(): TreeHash[] {
		return this.#hashes.map((hash) => hash!);
	}

	/** Whether it needed another try, or was given up. */
	isTroubled(index: number): boolean {
		return this.#tries[index]! > 1 || this.#errors.has(index) || this.state(index) === 'f';
	}

	/** All that is known of one chunk. */
	chunk(index: number): Chunk {
		const range = this.range(index);
		return {
			index,
			offset: range.first,
			bytes: rangeLength(range),
			state: this.state(index),
			movedBytes: this.#moved.get(index) ?? 0,
			treeHash: this.#hashes[index] ?? null,
			tries: this.#tries[index]!,
			error: this.#errors.get(index) ?? null,
		};
	}

	/** One letter for each chunk. */
	map(): string {
		return Array.from(this.#states.subarray(0, this.count), (state) => letters[state]).join('');
	}

	/** The chunks whose state changed since this was last asked. */
	takeChanges(): [index: number, state: ChunkState][] {
		const changes = Array.from(this.#changed, (index): [number, ChunkState] => [index, this.state(index)]);
		this.#changed.clear();
		return changes;
	}

	#change(index: number, state: ChunkState): void {
		if (state !== 'm') this.#count(index, 0);
		this.#states[index] = letters.indexOf(state);
		this.#changed.add(index);
	}
}
