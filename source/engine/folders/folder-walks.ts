import {invalidInput, notFound} from '../../model/errors/errors.ts';
import {addFound, type FolderChoice, type FolderSums, noSums, skippedTexts} from '../../model/folder-upload.ts';
import {bytesText, countedText} from '../../model/format.ts';
import type {PlannedFile} from '../../model/planned-file.ts';
import type {Requests} from '../../model/requests.ts';
import type {Transfer} from '../../model/transfer.ts';
import {globMatcher} from '../../platform/globs.ts';
import {lookAtPath} from '../../platform/look-at-path.ts';
import {type Context, notify} from '../context.ts';
import type {TransferBook} from '../transfers/book.ts';
import {whenOver} from '../transfers/finished.ts';
import {pause} from '../transfers/pause.ts';
import type {TransferQueue} from '../transfers/queue.ts';
import {startUpload} from '../transfers/start-upload.ts';
import {chooseFiles} from './choose-files.ts';
import {FolderWalk} from './folder-walk.ts';

/** How long the results of a walk that is over are kept for whoever has not asked for them, in milliseconds. */
const keptFor = 60_000;

type Parts = {context: Context; book: TransferBook; queue: TransferQueue};

/** @throws IceaxeError `invalid-input` when there is no such folder, or a pattern cannot be */
const checkChoice = async ({path, include, exclude}: FolderChoice): Promise<void> => {
	if ((await lookAtPath(path)) !== 'folder') throw invalidInput(`${path} is no folder.`);
	globMatcher([...include, ...exclude]);
};

/** The walks through folders that this engine is at. */
export class FolderWalks {
	readonly #parts: Parts;
	readonly #walks = new Map<string, FolderWalk>();
	readonly #running = new Set<Promise<void>>();
	/** Walks that upload. */
	uploading = 0;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** What there is to upload. */
	async sum(choice: FolderChoice, signal: AbortSignal): Promise<FolderSums> {
		await checkChoice(choice);
		const sums = noSums();
		for await (const file of chooseFiles(this.#parts.context, choice, signal)) addFound(sums, file);
		return sums;
	}

	async start({choice, mode, follow}: Requests['folders.walk']['takes']): Promise<{walkId: string}> {
		const {context} = this.#parts;
		// Said now, and not by a walk that nobody may follow.
		await checkChoice(choice);
		const walkId = context.makeId();
		const upload = (file: PlannedFile, signal: AbortSignal) => this.#upload(choice, walkId, file, signal);
		const walk = new FolderWalk(context, {choice, mode, isFollowed: follow, upload});
		this.#walks.set(walkId, walk);
		if (mode === 'upload') this.uploading++;
		const running = walk.run().then(() => {
			this.#running.delete(running);
			if (mode === 'upload') {
				this.uploading--;
				this.#tellEnd(choice, walk);
			}
			void this.#forgetLater(walkId);
		});
		this.#running.add(running);
		return {walkId};
	}

	async results(
		{walkId}: Requests['folders.results']['takes'],
		signal: AbortSignal,
	): Promise<Requests['folders.results']['gives']> {
		const walk = this.#take(walkId);
		const results = await walk.results(signal);
		if (walk.isOver) this.#walks.delete(walkId);
		return {results, sums: walk.sums, over: walk.isOver, failure: walk.failure};
	}

	stop({walkId}: Requests['folders.stop']['takes']): void {
		this.#walks.get(walkId)?.stop();
	}

	/** Waits for all, which end because the engine closes. */
	async close(): Promise<void> {
		await Promise.all(this.#running);
	}

	#take(walkId: string): FolderWalk {
		const walk = this.#walks.get(walkId);
		if (!walk) throw notFound(`There is no walk ${walkId}.`);
		return walk;
	}

	/** Uploads one file and takes it off the list when it is done: nobody can look at a hundred thousand. */
	async #upload(
		{vaultName, partSize, limit}: FolderChoice,
		walkId: string,
		{path, name}: PlannedFile,
		signal: AbortSignal,
	): Promise<Transfer> {
		const {context, book, queue} = this.#parts;
		const more = {...(partSize === undefined ? {} : {partSize}), ...(limit ? {limit} : {})};
		const {transferId} = await startUpload(this.#parts, {vaultName, path, name, walkId, ...more});
		try {
			const ended = await whenOver(context, book, transferId, signal);
			const entry = book.get(transferId);
			if (ended.state === 'done' && entry) await book.remove(entry);
			return ended;
		} catch (error) {
			const entry = book.get(transferId);
			if (entry && signal.aborted && !context.closing.aborted) await pause({book, queue}, entry);
			throw error;
		}
	}

	#tellEnd({path, vaultName}: FolderChoice, {sums, failure, leftOut}: FolderWalk): void {
		const {uploaded, uploadedBytes, failed, skipped} = sums;
		const done = `${path}: ${countedText(uploaded, 'file')}, ${bytesText(uploadedBytes)}, put into ${vaultName}`;
		const trouble = failure?.message ?? (failed > 0 ? `${countedText(failed, 'file')} could not be uploaded.` : null);
		// What the service cannot store is no failure, and yet not in the vault.
		const without = skippedTexts({...skipped, there: 0, excluded: 0}).join(', ');
		const text = [`${done}.`, trouble, without === '' ? null : `Left out: ${without}.`].filter(Boolean).join(' ');
		const level = trouble ? 'error' : without === '' ? 'good' : 'attention';
		notify(this.#parts.context, level, text, failure, leftOut.lines({path}));
	}

	async #forgetLater(walkId: string): Promise<void> {
		const {clock, closing} = this.#parts.context;
		await clock.sleep(keptFor, closing).catch(() => {});
		this.#walks.delete(walkId);
	}
}
