import type {Permission} from '../model/account.ts';
import type {ByteRange} from '../model/byte-range.ts';
import type {ErrorValue} from '../model/errors/iceaxe-error.ts';
import type {Job, Tier} from '../model/job.ts';
import type {Timestamp} from '../model/timestamp.ts';
import type {BodyHashes, TreeHash} from '../model/tree-hash.ts';
import type {Vault} from '../model/vault.ts';

/**
 * Hears how many bytes of a body the connection has taken so far. A repeated try begins again at 0. A promise is waited for before more are
 * sent; that is no stall of the connection.
 */
export type OnSent = (bytes: number) => Promise<void> | undefined | void;

/** Hears why a try of a call failed, each time that another one will be made. */
export type OnRetry = (error: ErrorValue) => void;

/** What is uploaded: bytes in memory, or a slice of a file that is streamed from disk when it is too large for that. */
export type Body = Uint8Array | {path: string; offset: number; length: number};

/** One page of a list. The next one begins at `marker`; null after the last. Pages may be short or empty while there is a marker. */
export type Page<Item> = {items: Item[]; marker: string | null};

/** An open multipart upload (api-multipart-list-uploads). */
export type OpenUpload = {uploadId: string; description: string; partSize: number; created: Timestamp};

/** A part that the service has (api-multipart-list-parts). */
export type AcceptedPart = {range: ByteRange; treeHash: TreeHash};

/** The answer to GetJobOutput, its body not read yet. Whoever takes it reads the body to its end or destroys it. */
export type JobOutput = {
	/** 200 for the whole, 206 for a range. */
	status: number;
	/** `bytes 0-1048575/3145728`; null for the whole. */
	contentRange: string | null;
	/** Given when the range is tree-hash aligned; the service has not checked what arrives: the reader must. */
	treeHash: TreeHash | null;
	/** Rejects with an IceaxeError when the connection breaks or stands still; takes no more time than its reader does. */
	body: AsyncIterable<Uint8Array> & {destroy(error?: Error): unknown};
};

/**
 * The only door to the service, in our nouns. Retry, rate limit and logging are wrappers with this same interface.
 *
 * Every method rejects with an IceaxeError: `denied` with its permission, `not-found`, `credentials`, `unreachable`, `service`,
 * `mismatch` when the service computed another hash, `invalid-input` for what no request can carry, `file` when a body's file fails.
 * Every wait ends when the signal aborts, with `cancelled`. Methods marked *once* may not be repeated blindly: a lost answer may have cost money.
 */
export interface Glacier {
	listVaults(takes: {marker: string | null}, signal?: AbortSignal): Promise<Page<Vault>>;
	describeVault(takes: {vaultName: string}, signal?: AbortSignal): Promise<Vault>;
	/** Creating a vault that exists changes nothing. */
	createVault(takes: {vaultName: string}, signal?: AbortSignal): Promise<{location: string}>;
	/** Only a vault whose last inventory is empty and that was not written to since can be deleted (api-vault-delete). */
	deleteVault(takes: {vaultName: string}, signal?: AbortSignal): Promise<void>;

	/** *Once*: a repeat makes a second archive. */
	uploadArchive(
		takes: {vaultName: string; description: string; body: Body; hashes: BodyHashes; onSent?: OnSent},
		signal?: AbortSignal,
	): Promise<{archiveId: string; location: string; treeHash: TreeHash}>;
	deleteArchive(takes: {vaultName: string; archiveId: string}, signal?: AbortSignal): Promise<void>;

	initiateUpload(
		takes: {vaultName: string; description: string; partSize: number},
		signal?: AbortSignal,
	): Promise<{uploadId: string}>;
	uploadPart(
		takes: {
			vaultName: string;
			uploadId: string;
			range: ByteRange;
			body: Body;
			hashes: BodyHashes;
			onSent?: OnSent;
			onRetry?: OnRetry;
		},
		signal?: AbortSignal,
	): Promise<{treeHash: TreeHash}>;
	/** May be asked again for some time: the service answers with the same archive. */
	completeUpload(
		takes: {vaultName: string; uploadId: string; size: number; treeHash: TreeHash},
		signal?: AbortSignal,
	): Promise<{archiveId: string; location: string}>;
	abortUpload(takes: {vaultName: string; uploadId: string}, signal?: AbortSignal): Promise<void>;
	listUploads(takes: {vaultName: string; marker: string | null}, signal?: AbortSignal): Promise<Page<OpenUpload>>;
	listParts(
		takes: {vaultName: string; uploadId: string; marker: string | null},
		signal?: AbortSignal,
	): Promise<Page<AcceptedPart>>;

	/** *Once*: each call is a new, separately billed job. */
	initiateRetrieval(
		takes: {vaultName: string; archiveId: string; tier: Tier; description: string},
		signal?: AbortSignal,
	): Promise<{jobId: string}>;
	/** *Once*. */
	initiateInventory(
		takes: {vaultName: string; format: 'JSON' | 'CSV'; description: string},
		signal?: AbortSignal,
	): Promise<{jobId: string}>;
	/** `name` of the job is null: the catalog knows names. */
	describeJob(takes: {vaultName: string; jobId: string}, signal?: AbortSignal): Promise<Job>;
	listJobs(takes: {vaultName: string; marker: string | null}, signal?: AbortSignal): Promise<Page<Job>>;
	/** Without a range: the whole output. A range is relative to the output. */
	getJobOutput(
		takes: {vaultName: string; jobId: string; range: ByteRange | null; onRetry?: OnRetry},
		signal?: AbortSignal,
	): Promise<JobOutput>;

	/** Lets go of open connections. */
	close(): void;
}

/** A method of {@link Glacier} that calls the service, what it takes and what it gives. */
export type GlacierCall = Exclude<keyof Glacier, 'close'>;
export type Takes<Call extends GlacierCall> = Parameters<Glacier[Call]>[0];
export type Gives<Call extends GlacierCall> = Awaited<ReturnType<Glacier[Call]>>;

/** The API operation behind each method; its permission is `glacier:` and this name (glacier-api-permissions-ref). */
export const operations: Record<GlacierCall, string> = {
	listVaults: 'ListVaults',
	describeVault: 'DescribeVault',
	createVault: 'CreateVault',
	deleteVault: 'DeleteVault',
	uploadArchive: 'UploadArchive',
	deleteArchive: 'DeleteArchive',
	initiateUpload: 'InitiateMultipartUpload',
	uploadPart: 'UploadMultipartPart',
	completeUpload: 'CompleteMultipartUpload',
	abortUpload: 'AbortMultipartUpload',
	listUploads: 'ListMultipartUploads',
	listParts: 'ListParts',
	initiateRetrieval: 'InitiateJob',
	initiateInventory: 'InitiateJob',
	describeJob: 'DescribeJob',
	listJobs: 'ListJobs',
	getJobOutput: 'GetJobOutput',
};

/** The permission that a method needs. */
export const permissionOf = (call: GlacierCall): Permission => `glacier:${operations[call]}`;

/** All items of all pages of a list, page by page. */
export async function* pages<Item>(list: (marker: string | null) => Promise<Page<Item>>): AsyncGenerator<Item[]> {
	let marker: string | null = null;
	do {
		const page: Page<Item> = await list(marker);
		yield page.items;
		marker = page.marker;
	} while (marker !== null);
}
