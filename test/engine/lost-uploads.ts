import {copyFile, readdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {openCatalog} from '../../source/catalog/open-catalog.ts';
import {type OpenUpload, pages} from '../../source/glacier/glacier.ts';
import {mebibyte} from '../../source/model/limits.ts';
import type {EngineLink} from '../../source/model/requests.ts';
import type {Transfer} from '../../source/model/transfer.ts';
import {type EngineWorld, startWorld, vaultName} from '../helpers/engine-world.ts';
import type {Passed} from '../helpers/fault-proxy.ts';

let world: EngineWorld;
beforeAll(async () => {
	world = await startWorld();
});
afterEach(() => {
	world.proxy.fault = () => undefined;
	world.proxy.passed.length = 0;
	world.events.length = 0;
});
afterAll(() => world.close());

const isPart = ({method, range}: Passed) => method === 'PUT' && range !== '';
const isListing = ({method, path}: Passed) => method === 'GET' && /\/multipart-uploads(\?|$)/.test(path);
const isPartList = ({method, path}: Passed) => method === 'GET' && /\/multipart-uploads\/./.test(path);
const isOpening = ({method, path}: Passed) => method === 'POST' && path.endsWith('/multipart-uploads');
const passed = (which: (about: Passed) => boolean) => world.proxy.passed.filter(which).length;

const forever = {do: 'hold', until: new Promise(() => {})} as const;
const upload = (path: string, description?: string) =>
	world.link.request('archives.upload', {vaultName, path, ...(description === undefined ? {} : {description})});
const opened = async (description: string) => {
	const found: OpenUpload[] = [];
	for await (const page of pages((marker) => world.glacier.listUploads({vaultName, marker}))) found.push(...page);
	return found.filter((one) => one.description === description);
};

/** Uploads until so many parts are accepted, and leaves it at that. */
const leaveUnfinished = async (path: string, parts: number, description?: string): Promise<Transfer> => {
	const {promise, resolve} = Promise.withResolvers<void>();
	let sent = 0;
	world.proxy.fault = (about) => (isPart(about) && ++sent > parts ? forever : undefined);
	let verified = 0;
	world.link.subscribe((event) => {
		if (event.type !== 'transfer-progress') return;
		verified += event.progress.chunks.filter(([, state]) => state === 'v').length;
		if (verified >= parts) resolve();
	});
	const transfer = await upload(path, description);
	await promise;
	await world.link.close();
	world.proxy.fault = () => undefined;
	world.proxy.passed.length = 0;
	return transfer;
};

/** The catalog is removed, as with a new machine. */
const loseCatalog = async () => {
	await world.link.close();
	for (const name of await readdir(world.folder)) {
		if (name.startsWith('catalog')) await rm(join(world.folder, name), {recursive: true});
	}
	await world.start();
};

describe('an upload of which the catalog was lost', () => {
	it('is found again, and only what is missing is sent', async () => {
		const {path} = await world.file('night.tar', 13 * mebibyte - 9);
		await leaveUnfinished(path, 5);
		await loseCatalog();
		const done = await world.over(await upload(path));
		expect(done).toMatchObject({state: 'done', error: null});
		expect(passed(isPart)).toBe(8);
		expect(passed(isOpening)).toBe(0);
		const notices = world.events.flatMap((event) => (event.type === 'notice' ? [event.notice.text] : []));
		expect(notices).toContain('An unfinished upload of night.tar was found: 5 of 13 parts are there.');
	});

	it('is not looked for in vain: once for a vault, and not for files of one part', async () => {
		await loseCatalog();
		const paths = [];
		for (const size of [1000, 2 * mebibyte, 3 * mebibyte]) paths.push((await world.file(`file-${size}`, size)).path);
		const [small, ...large] = paths;
		await world.over(await upload(small!));
		expect(passed(isListing)).toBe(0);
		for (const transfer of await Promise.all(large.map((path) => upload(path)))) await world.over(transfer);
		expect(passed(isListing)).toBe(1);
		expect(passed(isPartList)).toBe(0);
	});

	it('is found on the second page of the list too', async () => {
		const {path} = await world.file('late.tar', 4 * mebibyte);
		for (let count = 0; count < 60; count++) {
			await world.glacier.initiateUpload({vaultName, description: 'nothing', partSize: mebibyte});
		}
		await leaveUnfinished(path, 2);
		await loseCatalog();
		expect(await world.over(await upload(path))).toMatchObject({state: 'done'});
		expect(passed(isListing)).toBe(2);
		expect(passed(isPart)).toBe(2);
	});

	it('is begun afresh where open uploads may not be listed', async () => {
		const {path} = await world.file('denied.tar', 4 * mebibyte);
		await leaveUnfinished(path, 2);
		await loseCatalog();
		await world.link.close();
		const actions = ['Initiate', 'Complete', 'Abort'].map((verb) => `glacier:${verb}MultipartUpload`);
		await world.start({credentials: world.key([...actions, 'glacier:UploadMultipartPart'])});
		expect(await world.over(await upload(path))).toMatchObject({state: 'done', error: null});
		expect(passed(isPart)).toBe(4);
		await world.link.close();
		await world.start();
	});
});

describe('an upload that only looks like it', () => {
	it('is left alone when a part of it is of another file, although its description is the same', async () => {
		const description = 'the backup of tonight';
		const other = await world.file('other.img', 6 * mebibyte);
		await leaveUnfinished(other.path, 4, description);
		const [before] = await opened(description);
		const path = join(world.folder, 'source', 'ours.img');
		// Much of it is the same: only one differs of the parts that are there, which may be any four of the six.
		const there = await world.glacier.listParts({vaultName, uploadId: before!.uploadId, marker: null});
		other.bytes[there.items[3]!.range.first + 5]! ^= 1;
		await writeFile(path, other.bytes);
		await loseCatalog();
		expect(await world.over(await upload(path, description))).toMatchObject({state: 'done', error: null});
		expect(passed(isPart)).toBe(6);
		expect(await opened(description)).toEqual([before]);
		const {items} = await world.glacier.listParts({vaultName, uploadId: before!.uploadId, marker: null});
		expect(items).toHaveLength(4);
	});

	it('is one transfer’s at most: of two files that are the same, one goes on with it', async () => {
		const description = 'twins';
		const {path} = await world.file('twin-1', 5 * mebibyte);
		const twin = join(world.folder, 'source', 'twin-2');
		await copyFile(path, twin);
		await leaveUnfinished(path, 3, description);
		await loseCatalog();
		const transfers = await Promise.all([path, twin].map((one) => upload(one, description)));
		const [one, two] = await Promise.all(transfers.map((transfer) => world.over(transfer)));
		expect([one!.state, two!.state]).toEqual(['done', 'done']);
		expect(one!.archiveId).not.toBe(two!.archiveId);
		expect(passed(isPart)).toBe(2 + 5);
	});

	it('is never taken from an engine that lives and has another catalog', async () => {
		const {path} = await world.file('shared.tar', 6 * mebibyte);
		await world.link.close();
		const first = await world.start({limits: {chunksAtOnce: 1}});
		const third = Promise.withResolvers<void>();
		const accepted = Promise.withResolvers<void>();
		let parts = 0;
		let lists = 0;
		world.proxy.fault = (about) => {
			if (isPart(about)) {
				parts++;
				if (parts === 3) return {do: 'hold', until: third.promise};
				if (parts === 4) accepted.resolve();
			}
			if (isPartList(about) && ++lists === 2) {
				// The second engine has compared all parts; before it asks again, the first one has sent another.
				third.resolve();
				return {do: 'hold', until: accepted.promise};
			}
			return undefined;
		};
		const theirs = await upload(path);
		while (parts < 3) await new Promise(setImmediate);
		const second: EngineLink = await world.start({
			catalog: await openCatalog({path: join(world.folder, 'second.sqlite')}),
		});
		const ours = await world.over(await upload(path));
		const done = await first.request('transfers.finished', {transferId: theirs.transferId});
		expect([ours.state, done.state]).toEqual(['done', 'done']);
		expect(ours.archiveId).not.toBe(done.archiveId);
		expect(passed(isOpening)).toBe(2);
		await second.close();
		await first.close();
		await world.start();
	});
});

describe('an upload that stood still for more than a day', () => {
	const hours = 3_600_000;
	const wait = () => world.emulator.control.advance(25 * hours);

	it('begins afresh when it is resumed', async () => {
		const {path} = await world.file('old.tar', 4 * mebibyte);
		const transfer = await leaveUnfinished(path, 2);
		await wait();
		await world.start({adopt: true});
		expect(await world.over(transfer)).toMatchObject({state: 'done', error: null});
		expect(passed(isPart)).toBe(4);
	});

	const isCompletion = ({method, path}: Passed) => method === 'POST' && /multipart-uploads\/./.test(path);

	it.each([
		['its third part', isPart, 3, 3 + 4],
		['its completion', isCompletion, 1, 4 + 4],
	])('begins afresh when that is told by %s', async (what, which, place, parts) => {
		await world.link.close();
		await world.start({limits: {chunksAtOnce: 1}});
		const {path} = await world.file(`${what}.tar`, 4 * mebibyte);
		let seen = 0;
		world.proxy.fault = (about) => {
			if (which(about) && ++seen === place) void wait();
			return undefined;
		};
		const done = await world.over(await upload(path));
		expect(done).toMatchObject({state: 'done', error: null, partsKeptUntil: null});
		expect(passed(isPart)).toBe(parts);
		expect(passed(isOpening)).toBe(2);
	});
});
