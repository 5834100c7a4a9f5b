import type {OwnLimit} from './bandwidth.ts';
import type {ErrorValue} from './errors/iceaxe-error.ts';
import type {Tier} from './job.ts';
import type {Timestamp} from './timestamp.ts';
import type {TreeHash} from './tree-hash.ts';

export type Direction = 'upload' | 'download';

/**
 * Where a transfer is.
 *
 * - `retrieving`: a download that waits for its retrieval job.
 * - `queued`: could run, waits for its turn.
 * - `moving`: bytes travel.
 * - `waiting`: could move, and will by itself: the network is away, or other credentials are needed. `waitsFor` says which.
 * - `verifying`: all chunks are there; the whole is being checked and put in place.
 * - `done`: the archive is in the vault, or the file in its place, and its tree hash matched.
 * - `paused`, `failed`, `cancelled`: stands still; `failed` has an error and can be tried again.
 */
export type TransferState =
	| 'retrieving'
	| 'queued'
	| 'moving'
	| 'waiting'
	| 'verifying'
	| 'done'
	| 'paused'
	| 'failed'
	| 'cancelled';

/** What a transfer waits for that no other try of it mends. A clock that is wrong makes credentials that are not accepted. */
export type WaitsFor = 'network' | 'credentials';

/** One upload or one download. A download is the second half of a restore; it exists from the moment the restore was asked for. */
export type Transfer = {
	transferId: string;
	direction: Direction;
	state: TransferState;
	vaultName: string;
	/** Known from the start for a download, at the end for an upload. */
	archiveId: string | null;
	/** What the archive is called. */
	name: string;
	description: string;
	/** The local file: what is uploaded, or the final place of what is restored. Absolute. Of a stream it is `-`. */
	path: string;
	/** The walk through a folder that it is a part of: then only the walk is told of at its end. */
	walkId?: string;
	/** Bytes; null for a stream that has not ended. */
	size: number | null;
	/** An upload of bytes that came through a pipe. They cannot be had again: it is neither paused nor resumed, but begun anew by whoever made them. */
	stream?: true;
	/** Bytes of each chunk but the last; an upload's chunks are its parts. */
	chunkSize: number;
	/** The whole tree hash: a download's from the start, an upload's when it is done. */
	treeHash: TreeHash | null;
	/** The multipart upload, from its start on; null again when a stream has come to nothing and its upload was given up. */
	uploadId: string | null;
	/**
	 * Until when the service keeps an upload's accepted parts at least, if none follows: at the end of the day after the last one. While parts
	 * come it is brought forward now and then, not with each. Absent or null when there are none.
	 */
	partsKeptUntil?: Timestamp | null;
	/** What a download that stands still needs a person's word for. Absent or null where there is nothing. */
	asks?: AskedRetrieval | null;
	/** The retrieval job of a download. */
	jobId: string | null;
	tier: Tier | null;
	/** `/account/vaults/name/archives/id`, when an upload is done. */
	location: string | null;
	/** An upload's file as it was when the upload began: modified time in milliseconds, to notice a change. */
	fileModified: number | null;
	/** The inode of an upload's file, or of a download's `.part` file, to know it again. */
	fileInode: number | null;
	/** Whether a download may take the place of a file that exists: a person said so. */
	overwrite?: boolean;
	/** The time to give to the restored file. */
	modified: Timestamp | null;
	/** How fast it may move, together with others of its group, beside what holds for all. Absent or null for nothing. */
	limit?: OwnLimit | null;
	/** Where in the queue a person has put it; without, it stands by when it came. See model/queue-order.ts. */
	place?: number;
	started: Timestamp;
	finished: Timestamp | null;
	/** Why it failed; of one that waits, what it heard when it last tried. */
	error: ErrorValue | null;
	/** Of one that is `waiting`: what for, and since when. */
	waitsFor?: WaitsFor | null;
	waitsSince?: Timestamp | null;
	/** Of one that is `moving`: since when no byte of it has come or gone, once that is more than a moment. Absent or null while bytes come. */
	quietSince?: Timestamp | null;
};

/** A new retrieval, because the output of the one before has expired or the service has failed it. */
export type AskedRetrieval = {
	tier: Tier;
	/** What it costs, in US dollars before tax and without data out; null where the price is not known. */
	dollars: number | null;
};

/** The code of the error of a download whose output has expired before all of it was fetched. */
export const retrievalExpired = 'RETRIEVAL_EXPIRED';

/** The code of the error of a download whose retrieval the service has failed. */
export const retrievalFailed = 'RETRIEVAL_FAILED';

/** Whether a download goes on when a person agrees to another retrieval. */
export const wantsRetrieval = ({code}: Pick<ErrorValue, 'code'>): boolean =>
	code === retrievalExpired || code === retrievalFailed;

/** The state of one chunk, one letter each: waiting, moving, retrying, verified, failed. */
export type ChunkState = 'w' | 'm' | 'r' | 'v' | 'f';

/** The words for them. */
export const chunkStateNames = {
	w: 'waiting',
	m: 'moving',
	r: 'retrying',
	v: 'verified',
	f: 'failed',
} as const satisfies Record<ChunkState, string>;

/** A chunk that is safe: an accepted part, or a range that was verified and written. */
export type VerifiedChunk = {index: number; treeHash: TreeHash};

/** One chunk as a person may look at it. */
export type Chunk = {
	/** From 0. */
	index: number;
	/** Its first byte in the archive. */
	offset: number;
	/** How many it has. */
	bytes: number;
	state: ChunkState;
	/** Bytes of it on their way or arrived, while it moves. */
	movedBytes: number;
	/** Of one that is verified, where it is known. */
	treeHash: TreeHash | null;
	/** How often it was begun since its transfer was last taken up; 0 for one that an earlier run verified. */
	tries: number;
	/** Why the last of its tries that failed did, also when a later one succeeded. */
	error: ErrorValue | null;
};

/** Some chunks of a transfer in their order. */
export type ChunkWindow = {
	chunks: Chunk[];
	/** How many chunks, of those that the window is over, come before. */
	offset: number;
	/** How many chunks the window is over. */
	total: number;
	/** All chunks of the transfer by their state. */
	counts: Record<ChunkState, number>;
};

/** What changed in a transfer since the last sample. */
export type TransferProgress = {
	transferId: string;
	/** Bytes of verified chunks. */
	verifiedBytes: number;
	/**
	 * Bytes on their way in chunks that are not verified yet: those that came, or that the connection has taken. Nobody has them for sure: what lies in
	 * its buffers may never arrive, and a chunk that fails or is given up moves again from its beginning.
	 */
	movingBytes: number;
	/** How many of them each of these chunks has. */
	moved: readonly (readonly [index: number, bytes: number])[];
	/** Bytes a second that are on their way or verified, smoothed; 0 when nothing moves. */
	rate: number;
	/** Until all of it is verified, at least 1; null when it cannot be told. */
	secondsLeft: number | null;
	/** Tries beyond the first, of all chunks together. */
	retries: number;
	/** Of these, those because the bytes were not what their hash says: they came damaged and were sent or fetched again. */
	mismatches: number;
	/** Chunks whose state changed. */
	chunks: readonly (readonly [index: number, state: ChunkState])[];
};

/** Whether a transfer has come to its end and will not move again by itself. */
export const isOver = (state: TransferState): boolean =>
	state === 'done' || state === 'failed' || state === 'cancelled';

/** Whether it would move, and something that mends by itself keeps it from that. */
export const isHeldUp = ({state, quietSince}: Pick<Transfer, 'state' | 'quietSince'>): boolean =>
	state === 'waiting' || (state === 'moving' && Boolean(quietSince));

/** In words. */
export const waitsForNames = {
	network: 'the network',
	credentials: 'credentials',
} as const satisfies Record<WaitsFor, string>;

/** Whether it is being run: its chunks may be on their way. */
export const isUnderWay = (state: TransferState): boolean =>
	state === 'moving' || state === 'waiting' || state === 'verifying';

/**
 * The bytes of a transfer whose size is known from its start: every one but a stream that has not ended.
 * @throws Error for such a stream
 */
export const knownSize = ({name, size}: Pick<Transfer, 'name' | 'size'>): number => {
	if (size === null) throw new Error(`The size of ${name} is not known yet.`);
	return size;
};
