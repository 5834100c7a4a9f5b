import {Worker} from 'node:worker_threads';
import type {ErrorValue} from '../model/errors/iceaxe-error.ts';
import {workerUrl} from '../platform/worker-url.ts';
import type {Catalog} from './catalog.ts';
import {callWorker} from './rpc.ts';

type Noun = Exclude<keyof Catalog, 'close'>;

/** Every method of every noun, so that a method which the worker lacks does not compile. */
const methods: {[N in Noun]: Record<keyof Catalog[N], true>} = {
	vaults: {list: true, replaceAll: true, save: true, remove: true},
	inventories: {
		summary: true,
		begin: true,
		resume: true,
		feed: true,
		finish: true,
		early: true,
		ordered: true,
		abandon: true,
	},
	archives: {
		window: true,
		folder: true,
		place: true,
		versions: true,
		select: true,
		measure: true,
		uploadDays: true,
		breakdown: true,
		differences: true,
		byId: true,
		byName: true,
		recordUpload: true,
		recordDelete: true,
	},
	marks: {change: true, add: true, ids: true},
	names: {begin: true, add: true, addMapping: true, finish: true, abandon: true, forget: true},
	jobs: {list: true, save: true, keepOnly: true},
	transfers: {
		list: true,
		find: true,
		ofPath: true,
		save: true,
		recordChunk: true,
		verifiedChunks: true,
		dropChunks: true,
		remove: true,
		claim: true,
		owners: true,
	},
};

/** The bytes as something that can be given away: their memory when they fill it, else a copy. */
const giveAway = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
	bytes.byteLength > 0 && bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength
		? (bytes as Uint8Array<ArrayBuffer>)
		: new Uint8Array(bytes);

/**
 * Opens the catalog at `path`, or makes one. `onError` hears of a failure that belongs to no call.
 *
 * @throws IceaxeError `file` when it cannot be opened, is damaged (it is left as it is), or is of a newer version of iceaxe.
 */
export const openCatalog = async (options: {path: string; onError?: (error: ErrorValue) => void}): Promise<Catalog> => {
	const caller = callWorker(
		new Worker(workerUrl('catalog-worker'), {resourceLimits: {maxYoungGenerationSizeMb: 8}}),
		'The catalog',
		options.onError,
	);
	try {
		await caller.call('open', [options.path]);
	} catch (error) {
		await caller.end();
		throw error;
	}
	let closing: Promise<void> | undefined;
	const group = <N extends Noun>(noun: N): Catalog[N] =>
		Object.fromEntries(
			Object.keys(methods[noun]).map((verb) => [verb, (...takes: unknown[]) => caller.call(`${noun}.${verb}`, takes)]),
		) as unknown as Catalog[N];

	return {
		vaults: group('vaults'),
		inventories: {
			...group('inventories'),
			feed: (importId, bytes) => {
				const gift = giveAway(bytes);
				return caller.call('inventories.feed', [importId, gift], [gift.buffer]);
			},
		},
		archives: group('archives'),
		marks: group('marks'),
		names: group('names'),
		jobs: group('jobs'),
		transfers: group('transfers'),
		close: () => {
			closing ??= caller.call('close', []).finally(() => caller.end()) as Promise<void>;
			return closing;
		},
	};
};
