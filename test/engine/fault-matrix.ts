import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import type {Effect} from '../../source/emulator/faults/fault.ts';
import type {RequestLine} from '../../source/emulator/request-log.ts';
import type {GlacierOptions} from '../../source/glacier/connect.ts';
import type {ServiceCall} from '../../source/model/events.ts';
import {mebibyte} from '../../source/model/limits.ts';
import type {EngineLink} from '../../source/model/requests.ts';
import type {Transfer} from '../../source/model/transfer.ts';
import {treeHash} from '../../source/model/tree-hash.ts';
import type {CredentialSource} from '../../source/platform/credentials.ts';
import {type EngineWorld, startWorld, vaultName} from '../helpers/engine-world.ts';

/** One piece after the other, so that a fault that lets n of them pass strikes the one with the number n. */
const pieces = 3;
const places = ['first', 'middle', 'last'] as const;
const size = pieces * mebibyte - 17;

let world: EngineWorld;
let file: {path: string; bytes: Buffer};
let archive: Transfer;
let count = 0;

/** Keys of which the next one comes whenever the present one was refused. */
const renewedKeys = (): CredentialSource => {
	const keys = [world.emulator.credentials, world.key(['glacier:*'])];
	let turn = 0;
	return {
		get: async () => keys[turn % keys.length]!,
		renew: () => {
			turn++;
		},
	};
};

/** Another engine, after the one before: straight to the emulator, unless `door` says otherwise. */
const startEngine = async (door: Partial<GlacierOptions> = {}): Promise<EngineLink> => {
	await world.link.close();
	return world.start({
		adopt: true,
		door: {endpoint: world.emulator.url, credentials: renewedKeys(), ...door},
		limits: {chunksAtOnce: 1, checksAtOnce: 1},
	});
};

beforeAll(async () => {
	world = await startWorld();
	file = await world.file('night.tar', size);
	await startEngine();
	archive = await world.over(await world.link.request('archives.upload', {vaultName, path: file.path}));
	world.emulator.control.makeInventory();
	// The matrix of downloads reads the output of this one job.
	await world.over(await restore());
});
afterEach(async () => {
	world.emulator.control.faults.clear();
	// After a clock that was off, this sets it right.
	await world.link.request('vaults.describe', {vault: vaultName});
});
afterAll(() => world.close());

const upload = () =>
	world.link.request('archives.upload', {vaultName, path: file.path, description: `night ${++count}`});
const restore = async (): Promise<Transfer> => {
	const [transfer] = await world.link.request('archives.restore', {
		...{vaultName, tier: 'Expedited', to: join(world.folder, `restored-${++count}`)},
		selection: {archiveIds: [archive.archiveId!]},
	});
	return transfer!;
};

const isIdentical = async ({direction, path, treeHash: hash, state, error}: Transfer) => {
	expect({state, error}).toEqual({state: 'done', error: null});
	expect(hash).toBe(treeHash(file.bytes));
	if (direction === 'download') expect((await readFile(path)).equals(file.bytes)).toBe(true);
};

const movers = {
	upload: {operation: 'UploadMultipartPart', begin: upload},
	download: {operation: 'GetJobOutput', begin: restore},
} as const;

const asked = (operation: string): RequestLine[] => world.emulator.control.requests.list(operation);

/** How many were answered so; 0 is for those whose answer was lost or never came. */
const done = (operation: string, status: number): number =>
	asked(operation).filter((line) => line.status === status).length;

/** How often each piece was asked for or sent, in their order; with a status, how often it was answered so. */
const travels = (operation: string, status?: number): number[] => {
	const times: number[] = new Array(pieces).fill(0);
	for (const line of asked(operation)) {
		if (status === undefined || line.status === status) times[Number(/\d+/.exec(line.range ?? '')![0]) / mebibyte]!++;
	}
	return times;
};
const onceEach = Array.from({length: pieces}, () => 1);

const mismatchesOf = ({transferId}: Transfer): number =>
	world.events
		.flatMap((event) => (event.type === 'transfer-progress' ? [event.progress] : []))
		.findLast((progress) => progress.transferId === transferId)?.mismatches ?? 0;

type Trouble = {
	what: string;
	upload: Effect;
	download?: Effect;
	/** The struck piece is good as it came; else it travels once more. */
	harmless?: boolean;
	/** It goes on until the end, not for one request. */
	lasting?: boolean;
};

const refusal = (what: string, code: Extract<Effect, {does: 'refuse'}>['code']): Trouble => ({
	what,
	upload: {does: 'refuse', code},
});

const troubles: Trouble[] = [
	{
		what: 'a connection that breaks in the middle',
		upload: {does: 'drop', side: 'request', afterBytes: 500_000},
		download: {does: 'drop', side: 'reply', afterBytes: 500_000},
	},
	{what: 'a connection that breaks before the answer', upload: {does: 'drop', side: 'reply', afterBytes: 0}},
	{what: 'a lost answer', upload: {does: 'lose-reply'}},
	refusal('an internal failure (500)', 'ServiceUnavailableException'),
	refusal('a service that is too busy (503)', 'SlowDown'),
	refusal('throttling (400)', 'ThrottlingException'),
	refusal('a body that came too slowly (408)', 'RequestTimeoutException'),
	refusal('expired credentials that can be renewed', 'ExpiredTokenException'),
	{what: 'a clock that is ten minutes slow', upload: {does: 'skew', milliseconds: 600_000}, lasting: true},
	{what: 'a clock that is ten minutes fast', upload: {does: 'skew', milliseconds: -600_000}, lasting: true},
	{what: 'a flipped bit', upload: {does: 'flip', side: 'request'}, download: {does: 'flip'}},
	{what: 'a slow line', upload: {does: 'limit', bytesPerSecond: 10_000_000}, harmless: true},
	{what: 'a late answer', upload: {does: 'delay', milliseconds: 60}, harmless: true},
];

const cells = (of: readonly Trouble[]) =>
	of.flatMap((trouble) => places.map((place, index) => ({...trouble, place, index})));

describe.each(['upload', 'download'] as const)('the %s of three pieces', (direction) => {
	const {operation, begin} = movers[direction];

	const survive = async ({index, harmless, lasting, ...trouble}: ReturnType<typeof cells>[number]) => {
		const effect = trouble[direction] ?? trouble.upload;
		world.emulator.control.requests.clear();
		world.emulator.control.faults.add({...effect, operation, skip: index, ...(lasting ? {times: 1000} : {})});
		const transfer = await world.over(await begin());
		await isIdentical(transfer);
		expect(travels(operation)).toEqual(onceEach.with(index, harmless ? 1 : 2));
		expect(mismatchesOf(transfer)).toBe(effect.does === 'flip' ? 1 : 0);
		if (direction === 'upload') expect(done('CompleteMultipartUpload', 201)).toBe(1);
		else expect(asked('InitiateJob')).toHaveLength(0);
	};

	it.each(cells(troubles))('survives $what at its $place one', survive);

	describe('when nothing moves any more', () => {
		beforeAll(() => startEngine({timeouts: {answer: 400, upload: 400}}));
		afterAll(() => startEngine());
		it.each(
			cells([
				{
					what: 'a stalled answer',
					upload: {does: 'delay', milliseconds: 2000},
					download: {does: 'delay', milliseconds: 2000, afterBytes: 500_000},
				},
			]),
		)('survives $what at its $place one', survive);
	});

	it.each(places.map((place, index) => ({place, index})))(
		'waits while the name of the service is not known, and goes on at its $place one',
		async ({index}) => {
			const {control} = world.emulator;
			control.requests.clear();
			control.faults.add({does: 'delay', milliseconds: 60_000, operation, skip: index});
			const transfer = await begin();
			while (asked(operation).length <= index) await new Promise(setImmediate);
			const unknown = Promise.withResolvers<void>();
			const onCall = ({outcome}: ServiceCall) => outcome === 'ENOTFOUND' && unknown.resolve();
			await startEngine({endpoint: 'http://glacier.invalid', onCall});
			await unknown.promise;
			await startEngine();
			await isIdentical(await world.over(transfer));
			// The service had the part whose answer was waited for; half of a chunk is nothing.
			expect(travels(operation)).toEqual(direction === 'upload' ? onceEach : onceEach.with(index, 2));
		},
	);
});

/** Troubles of calls that carry no archive's bytes. */
const withoutBytes = troubles.filter(({what}) => !/middle|flipped|slow line/.test(what));
/** Whether the service does what it was asked for, and nobody hears of it. */
const isUnheard = ({does}: Effect) => does === 'lose-reply' || does === 'drop';

describe('the calls around an upload', () => {
	const operations = ['InitiateMultipartUpload', 'CompleteMultipartUpload'] as const;

	it.each(operations.flatMap((operation) => withoutBytes.map((trouble) => ({...trouble, operation}))))(
		'survive $what at $operation, and there is one archive',
		async ({upload: effect, operation, lasting, harmless}) => {
			world.emulator.control.requests.clear();
			world.emulator.control.faults.add({...effect, operation, ...(lasting ? {times: 1000} : {})});
			const transfer = await world.over(await upload());
			await isIdentical(transfer);
			expect(asked(operation).length).toBe(harmless ? 1 : 2);
			// A lost answer to its end is asked for again; no part is sent again for it.
			expect(travels('UploadMultipartPart', 204)).toEqual(onceEach);
			const {items} = await world.glacier.listUploads({vaultName, marker: null});
			// One that was opened without our hearing of it has no parts, and goes by itself.
			const left = operation === 'InitiateMultipartUpload' && isUnheard(effect) ? 1 : 0;
			expect(items.filter(({description}) => description === transfer.description)).toHaveLength(left);
		},
	);
});

describe('the start of a job, which costs', () => {
	it.each(withoutBytes)('is made once, whatever happens: $what', async ({upload: effect, lasting, harmless}) => {
		const single = await world.uploaded(`single-${++count}`, 1000);
		const jobs = async () =>
			(await world.link.request('jobs.refresh', {vaultName})).filter(
				({archiveId}) => archiveId === single.transfer.archiveId,
			);
		world.emulator.control.requests.clear();
		world.emulator.control.faults.add({
			...effect,
			operation: 'InitiateJob',
			...(lasting ? {times: 1000} : {}),
		});
		const [transfer] = await world.link.request('archives.restore', {
			...{vaultName, tier: 'Expedited', to: join(world.folder, `single-${count}`)},
			selection: {archiveIds: [single.transfer.archiveId!]},
		});
		expect((await world.over(transfer!)).state).toBe('done');
		expect(await jobs()).toHaveLength(1);
		// What may have been done is looked for among the jobs, and not begun again.
		expect(asked('InitiateJob')).toHaveLength(harmless || isUnheard(effect) ? 1 : 2);
	});
});
