import {availableParallelism} from 'node:os';
import type {BodyHashes, TreeHash} from '../../model/tree-hash.ts';
import {BodyMemory, type Lease} from './body-memory.ts';
import {type ChunkSink, chunkSink} from './chunk-sink.ts';
import {HashThread} from './hash-thread.ts';
import {Lanes} from './lanes.ts';
import type {OpenFile, Slice} from './tasks.ts';

/** A body ready to be sent: its hashes, and its bytes if it was asked to hold them. */
export type HashedBody = {
	hashes: BodyHashes;
	bytes: Uint8Array | null;
	/** To be called when it was sent or given up. Its memory is used again when it was `sent`: else a connection may still read it. */
	release(sent: boolean): void;
};

/** Hashing on threads of its own. Every byte is read once, and hashed once for each hash that is needed. */
export interface Hasher {
	/** Both hashes of a slice. With `keep` its bytes too; waits until there is memory for them. */
	body(slice: Slice, takes: {keep: boolean; signal: AbortSignal}): Promise<HashedBody>;
	/** Room for a body that does not come from a file; waits until there is memory for it. */
	lease(length: number, signal: AbortSignal): Promise<Lease>;
	/** Both hashes of what stands in leased memory. */
	memory(bytes: Uint8Array<SharedArrayBuffer>, signal: AbortSignal): Promise<BodyHashes>;
	/** The tree hash of a slice. */
	tree(slice: Slice, signal: AbortSignal): Promise<TreeHash>;
	/** Takes the bytes of a chunk as they come, for the place from `position` on. */
	sink(file: OpenFile, position: number): ChunkSink;
	/** Ends the threads; whoever still waits for a hash hears an error. */
	close(): Promise<void>;
}

export type HasherOptions = {
	threads?: number;
	/** Bytes of bodies held at once. */
	memory?: number;
};

/** Two threads keep up with a network of ten gigabits; more would take the processor from those whose machine it is. */
const usualThreads = () => Math.max(1, Math.min(2, availableParallelism()));

export const startHasher = ({threads = usualThreads(), memory = 128 * 2 ** 20}: HasherOptions = {}): Hasher => {
	const all = Array.from({length: threads}, () => new HashThread());
	const bodies = new BodyMemory(memory);
	/** One large body for each thread: all of them at once would be ready at once, and nothing would be on its way until then. */
	const large = new Lanes(threads);
	let sinks = 0;
	/** Files come with methods that no message can carry. */
	const plain = ({file: {fd, path}, offset, length}: Slice): Slice => ({file: {fd, path}, offset, length});
	const idlest = () => all.reduce((least, thread) => (thread.load < least.load ? thread : least));

	return {
		body: async (wanted, {keep, signal}) => {
			const slice = plain(wanted);
			if (!keep) {
				const leave = await large.enter(signal);
				try {
					const hashes = await idlest().run({do: 'body', slice, into: null}, {signal});
					return {hashes, bytes: null, release: () => {}};
				} finally {
					leave();
				}
			}
			const {bytes, giveBack} = await bodies.lease(slice.length, signal);
			try {
				return {hashes: await idlest().run({do: 'body', slice, into: bytes}, {signal}), bytes, release: giveBack};
			} catch (error) {
				giveBack(true);
				throw error;
			}
		},
		lease: (length, signal) => bodies.lease(length, signal),
		memory: (bytes, signal) => idlest().run({do: 'memory', bytes}, {signal}),
		tree: (slice, signal) => idlest().run({do: 'tree', slice: plain(slice)}, {signal}),
		sink: ({fd, path}, position) => {
			// Sinks last longer than tasks, so they are dealt out in turn.
			const number = sinks++;
			return chunkSink(all[number % all.length]!, {chunk: number, file: {fd, path}, position});
		},
		close: async () => {
			await Promise.all(all.map((thread) => thread.close()));
		},
	};
};
