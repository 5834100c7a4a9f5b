import {basename, isAbsolute} from 'node:path';
import {chunkCount} from '../../model/byte-range.ts';
import {decodeDescription} from '../../model/descriptions/descriptions.ts';
import {encodeMt2} from '../../model/descriptions/mt2.ts';
import {invalidInput} from '../../model/errors/errors.ts';
import {longestDescription} from '../../model/limits.ts';
import {planParts} from '../../model/part-plan.ts';
import {requestsBesideParts} from '../../model/planned-file.ts';
import type {Requests} from '../../model/requests.ts';
import {timestamp} from '../../model/timestamp.ts';
import type {Transfer} from '../../model/transfer.ts';
import {type FileIdentity, isSameFile, openSource} from '../../platform/source-file.ts';
import {type Context, serviceNow} from '../context.ts';
import type {Entry, TransferBook} from './book.ts';
import type {TransferQueue} from './queue.ts';

export type UploadTakes = Requests['archives.upload']['takes'];

/** The walk through a folder that an upload is a part of. */
type OfWalk = {walkId?: string};

type Parts = {context: Context; book: TransferBook; queue: TransferQueue};

/** Looks at the file as an upload will, so that one that cannot be read is refused at once. */
const lookAt = async (path: string): Promise<FileIdentity> => {
	if (!isAbsolute(path)) throw invalidInput(`${path} is not an absolute path.`);
	const source = await openSource(path);
	await source.close();
	return source.identity;
};

/** @throws IceaxeError `invalid-input` when the service would refuse it */
export const checkedDescription = (description: string): string => {
	if (description.length <= longestDescription && /^[ -~]*$/.test(description)) return description;
	throw invalidInput(`A description has at most ${longestDescription} characters of printable ASCII.`);
};

/** The description that a person asked for, outright or by a name; undefined for that of the file itself. */
const saidDescription = ({name, description}: UploadTakes, {modified}: FileIdentity): string | undefined => {
	if (description !== undefined) return checkedDescription(description);
	return name === undefined ? undefined : encodeMt2({filename: name, modified: timestamp(modified)});
};

const newTransfer = (context: Context, takes: UploadTakes & OfWalk, file: FileIdentity): Transfer => {
	const {vaultName, path, walkId} = takes;
	const wanted = takes.partSize ?? context.limits.partSize;
	const modified = timestamp(file.modified);
	const transferId = context.makeId();
	const description = saidDescription(takes, file) ?? encodeMt2({filename: basename(path), modified});
	return {
		transferId,
		direction: 'upload',
		state: 'queued',
		vaultName,
		archiveId: null,
		name: decodeDescription(description, basename(path)).name,
		description,
		path,
		size: file.size,
		chunkSize: planParts(file.size, wanted === null ? {} : {wanted}).partSize,
		treeHash: null,
		uploadId: null,
		jobId: null,
		tier: null,
		location: null,
		fileModified: file.modified,
		fileInode: file.inode,
		modified,
		started: serviceNow(context),
		finished: null,
		error: null,
		...(walkId === undefined ? {} : {walkId}),
		...(takes.limit ? {limit: takes.limit} : {}),
	};
};

/** Whether a transfer is an upload of just this, not at its end, and the file is still the one that it began with. */
const isSameUpload = (transfer: Transfer, takes: UploadTakes, file: FileIdentity): boolean =>
	transfer.direction === 'upload' &&
	transfer.state !== 'done' &&
	transfer.state !== 'cancelled' &&
	transfer.vaultName === takes.vaultName &&
	transfer.path === takes.path &&
	transfer.size !== null &&
	(saidDescription(takes, file) ?? transfer.description) === transfer.description &&
	isSameFile(file, {size: transfer.size, modified: transfer.fileModified!, inode: transfer.fileInode!});

/** An upload of just this that is not at its end. */
const unfinishedUpload = async (
	book: TransferBook,
	takes: UploadTakes,
	file: FileIdentity,
): Promise<Transfer | undefined> =>
	(await book.ofPath(takes.path)).find((transfer) => isSameUpload(transfer, takes, file));

/**
 * What {@link startUpload} would do.
 * @throws as it does
 */
export const planUpload = async (
	{context, book}: Omit<Parts, 'queue'>,
	takes: UploadTakes,
): Promise<Requests['archives.plan-upload']['gives']> => {
	const file = await lookAt(takes.path);
	const known = await unfinishedUpload(book, takes, file);
	const {name, path, size, chunkSize} = known ?? newTransfer(context, takes, file);
	return {
		...{path, name, size, skipped: null, error: null},
		modified: timestamp(file.modified),
		partSize: chunkSize,
		requests: chunkCount(chunkSize, file.size) + requestsBesideParts,
		takesUp: known?.transferId ?? null,
	};
};

/**
 * Begins to upload a file, or goes on with an upload of it that stood still.
 * @throws IceaxeError when the file or the description cannot be uploaded; nothing has been sent.
 */
export const startUpload = async ({context, book, queue}: Parts, takes: UploadTakes & OfWalk): Promise<Transfer> => {
	const file = await lookAt(takes.path);
	const known = await unfinishedUpload(book, takes, file);
	if (!known) {
		const entry = await book.add(newTransfer(context, takes, file));
		queue.enqueue(entry);
		return entry.transfer;
	}
	const entry = await book.adopt(known);
	// Another engine that lives works on it.
	if (!entry) return known;
	// What was said last holds, also that there is none.
	if (takes.limit || entry.transfer.limit) await book.update(entry, {limit: takes.limit ?? null});
	await resumeUpload({book, queue}, entry);
	return entry.transfer;
};

/** Goes on with an upload that stood still. */
export const resumeUpload = async ({book, queue}: Omit<Parts, 'context'>, entry: Entry): Promise<void> => {
	if (queue.has(entry)) return;
	await book.update(entry, {state: 'queued', error: null, finished: null});
	queue.enqueue(entry);
};
