import {join} from 'node:path';
import type {Archive} from '../../model/archive.ts';
import {errorFromValue, invalidInput, notFound} from '../../model/errors/errors.ts';
import type {ErrorValue} from '../../model/errors/iceaxe-error.ts';
import {bytesText, countedText} from '../../model/format.ts';
import {planDownload} from '../../model/part-plan.ts';
import type {Requests} from '../../model/requests.ts';
import {tierFacts, tierTakes} from '../../model/tiers.ts';
import type {Transfer} from '../../model/transfer.ts';
import {ensureFolder, openDestination} from '../../platform/safe-folder.ts';
import type {Act} from '../acts.ts';
import {forEachAtOnce} from '../at-once.ts';
import {type Context, notify, serviceNow} from '../context.ts';
import {toFailure} from '../failure.ts';
import type {JobBook} from '../jobs/job-book.ts';
import type {JobWatcher} from '../jobs/watcher.ts';
import type {Entry, TransferBook} from '../transfers/book.ts';
import type {TransferQueue} from '../transfers/queue.ts';
import {checkDestination} from './check-destination.ts';
import {isFolderMarker, type RestorePath, restorePaths} from './restore-paths.ts';
import type {Retrievals} from './retrievals.ts';

/** Each archive is a job and a transfer; more at once are more than anybody can follow. */
const mostAtOnce = 25_000;

type RestoreTakes = Requests['archives.restore']['takes'];

type Parts = {
	context: Context;
	book: TransferBook;
	queue: TransferQueue;
	jobs: JobBook;
	watcher: JobWatcher;
	retrievals: Retrievals;
};

/** One file of a restore: a new download, or one that was begun before. */
type Item = {path: string; archive: Archive; begun: Transfer | undefined};

const chosenArchives = async ({catalog}: Context, {vaultName, selection, tier}: RestoreTakes): Promise<Archive[]> => {
	const archives = await catalog.archives.select(vaultName, selection, mostAtOnce + 1);
	if (archives.length === 0) throw notFound(`None of the chosen archives is in ${vaultName}.`);
	if (archives.length > mostAtOnce) throw invalidInput(`At most ${mostAtOnce} archives can be restored at once.`);
	const tooLarge = archives.filter(({size}) => !tierTakes(tier, size)).length;
	if (tooLarge > 0) {
		const limit = bytesText(tierFacts(tier).largestArchive!);
		throw invalidInput(`${tier} is for archives up to ${limit}: ${countedText(tooLarge, 'archive')} above that.`);
	}
	return archives;
};

const newTransfer = (
	context: Context,
	{vaultName, tier, overwrite = false, limit = null}: RestoreTakes,
	{archive, path}: Item,
): Transfer => ({
	transferId: context.makeId(),
	direction: 'download',
	state: 'retrieving',
	vaultName,
	archiveId: archive.archiveId,
	name: archive.name,
	description: archive.description,
	path,
	size: archive.size,
	chunkSize: context.limits.chunkSize ?? planDownload(archive.size).chunkSize,
	treeHash: archive.treeHash,
	uploadId: null,
	jobId: null,
	tier,
	location: null,
	fileModified: null,
	fileInode: null,
	overwrite,
	limit,
	modified: archive.modified,
	started: serviceNow(context),
	finished: null,
	error: null,
});

const tellRenamed = (context: Context, paths: readonly RestorePath[]): void => {
	const renamed = paths.filter((path) => path.renamed);
	if (renamed.length === 0) return;
	const example = renamed[0]!.path;
	const others = renamed.length > 1 ? `, and ${countedText(renamed.length - 1, 'other')} likewise` : '';
	notify(
		context,
		'attention',
		`Of archives with the same name the newest keeps it: an older one becomes ${example}${others}.`,
	);
};

/** A download of the same archive to the same place that did not come to its end. */
const unfinished = async (book: TransferBook): Promise<Map<string, Transfer>> => {
	const open = (await book.list()).filter(
		({direction, state}) => direction === 'download' && state !== 'done' && state !== 'cancelled',
	);
	return new Map(open.map((transfer) => [`${transfer.archiveId} ${transfer.path}`, transfer]));
};

/**
 * Begins to restore: all that can be known is checked before anything is paid; then each archive gets a job and a download.
 * Downloads of the same archives to the same places that stand still are taken up again.
 *
 * @throws IceaxeError when it cannot be, or when not one retrieval could be started.
 */
export const restore = async (
	parts: Parts,
	act: Act,
	takes: RestoreTakes,
	signal: AbortSignal,
): Promise<Transfer[]> => {
	const {context, book, jobs, watcher} = parts;
	const {vaultName, overwrite = false} = takes;
	const chosen = await chosenArchives(context, takes);
	const root = await openDestination(takes.to);
	const folders = chosen.filter(isFolderMarker);
	const paths = restorePaths(chosen.filter((archive) => !folders.includes(archive)));
	const open = await unfinished(book);
	const items = paths.map(({archive, path}): Item => {
		const whole = join(root, path);
		return {archive, path: whole, begun: open.get(`${archive.archiveId} ${whole}`)};
	});
	const fresh = paths.filter((_, index) => !items[index]!.begun);
	await checkDestination(
		root,
		fresh.map(({path, archive}) => ({path, size: archive.size})),
		overwrite,
	);
	for (const {path} of restorePaths(folders)) await ensureFolder(join(root, path));
	const listed = items.length === 0 ? [] : await jobs.refreshIfAllowed(vaultName, watcher.watched(vaultName), signal);
	tellRenamed(context, paths);
	return begin(parts, act, takes, items, listed, signal);
};

const begin = async (
	{context, book, queue, retrievals}: Parts,
	act: Act,
	takes: RestoreTakes,
	items: readonly Item[],
	listed: Awaited<ReturnType<JobBook['refreshIfAllowed']>>,
	signal: AbortSignal,
): Promise<Transfer[]> => {
	const begun: (Entry | Transfer)[] = [];
	const failures: {entry: Entry; error: ErrorValue; isNew: boolean; passes: boolean}[] = [];
	const tell = () => act.tell({done: begun.length, failed: failures.length, of: items.length});
	tell();
	await forEachAtOnce(items, context.limits.callsAtOnce, async (item) => {
		if (act.stopped) return;
		const known = item.begun && (await book.adopt(item.begun));
		// Another engine that lives works on it.
		if (item.begun && !known) return void begun.push(item.begun);
		const entry = known ?? (await book.add(newTransfer(context, takes, item)));
		if (known && queue.has(known)) return void begun.push(known);
		try {
			// After the first refusal the others would be refused too, and in an outage nothing else would be heard.
			if (failures[0]?.error.kind === 'denied' || failures[0]?.passes) throw errorFromValue(failures[0].error);
			signal.throwIfAborted();
			const {tier, overwrite = false, limit = null} = takes;
			if (known) await book.update(known, {tier, overwrite, limit});
			await retrievals.begin(entry, listed, signal);
			begun.push(entry);
		} catch (error) {
			const {kind, error: value} = toFailure(error);
			const passes = failures[0]?.passes || kind === 'away' || kind === 'expired';
			failures.push({entry, error: value, isNew: !known, passes});
		}
		tell();
	});
	// What has not begun at all, or was stopped before it could, leaves nothing behind that might begin by itself later.
	const [first] = failures;
	const nothingBegan = first && begun.length === 0;
	for (const {entry, error, isNew, passes} of failures) {
		if (isNew && (nothingBegan || signal.aborted || (act.stopped && passes))) await book.remove(entry);
		else if (isNew && passes) retrievals.waitFor(entry);
		else await book.update(entry, {state: 'failed', error, finished: serviceNow(context)});
	}
	if (nothingBegan || (first && signal.aborted)) throw errorFromValue(first.error);
	const kept = failures.filter(({isNew, passes}) => !(isNew && passes && act.stopped));
	return [...begun, ...kept.map(({entry}) => entry)].map((one) => ('transfer' in one ? one.transfer : one));
};
