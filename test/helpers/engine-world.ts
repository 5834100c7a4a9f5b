import {randomBytes} from 'node:crypto';
import {mkdir, mkdtemp, realpath, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {openCatalog} from '../../source/catalog/open-catalog.ts';
import {type Emulator, type EmulatorOptions, startEmulator} from '../../source/emulator/emulator.ts';
import {type EngineOptions, type Reports, startEngine} from '../../source/engine/engine.ts';
import {startHasher} from '../../source/engine/hashing/hasher.ts';
import {connectGlacier, type GlacierOptions} from '../../source/glacier/connect.ts';
import type {Glacier} from '../../source/glacier/glacier.ts';
import type {Right} from '../../source/model/account.ts';
import type {EngineEvent} from '../../source/model/events.ts';
import {mebibyte} from '../../source/model/limits.ts';
import type {EngineLink} from '../../source/model/requests.ts';
import type {Transfer} from '../../source/model/transfer.ts';
import {fastClock} from '../../source/platform/clock.ts';
import {type Credentials, fixedCredentials} from '../../source/platform/credentials.ts';
import {silentLog} from '../../source/platform/log.ts';
import {type FaultProxy, startFaultProxy} from './fault-proxy.ts';

/** An engine on a real emulator behind a connection that can be made to fail, with a real catalog and real files. */
export type EngineWorld = {
	/** For files of the test; goes when the world is closed. */
	folder: string;
	emulator: Emulator;
	proxy: FaultProxy;
	/** The running engine's door to the service. */
	readonly glacier: Glacier;
	/** The running engine. */
	link: EngineLink;
	/** All that it told. */
	events: EngineEvent[];
	/**
	 * Starts an engine, after the one before was closed; the same catalog. With `credentials` it signs as somebody else; `door` says how else
	 * it reaches the service, which is by the faulty connection.
	 */
	start(
		options?: Partial<EngineOptions> & {credentials?: Credentials; door?: Partial<GlacierOptions>},
	): Promise<EngineLink>;
	/** Makes a key that may do only these actions. */
	key(actions: string[]): Credentials;
	/** A file of random bytes. */
	file(name: string, size: number): Promise<{path: string; bytes: Buffer}>;
	/** Uploads a file and makes an inventory. */
	uploaded(name: string, size: number): Promise<{transfer: Transfer; bytes: Buffer}>;
	/** The transfer when it is over. */
	over(transfer: Transfer): Promise<Transfer>;
	/** Resolves when an event is told that passes. */
	until<T extends EngineEvent['type']>(
		type: T,
		passes: (event: Extract<EngineEvent, {type: T}>) => boolean,
	): Promise<Extract<EngineEvent, {type: T}>>;
	close(): Promise<void>;
};

const speed = 50;
export const vaultName = 'photos';

export const startWorld = async (options: EmulatorOptions = {}): Promise<EngineWorld> => {
	const folder = await realpath(await mkdtemp(join(tmpdir(), 'iceaxe-engine-')));
	const delays = {Expedited: 5, Standard: 10, Bulk: 15, Inventory: 10};
	const emulator = await startEmulator({delays, instantInventory: true, emptyInventories: true, ...options});
	const proxy = await startFaultProxy(emulator.url);
	emulator.control.createVault(vaultName);
	await mkdir(join(folder, 'source'));
	const events: EngineEvent[] = [];
	const listeners = new Set<(event: EngineEvent) => void>();
	const opened: Glacier[] = [];
	let keys = 0;
	// Threads take longer to start than most of these tests take.
	const hasher = startHasher();

	const start: EngineWorld['start'] = async (more = {}) => {
		const {region, accountId} = emulator;
		const {limits, credentials = emulator.credentials, door, ...others} = more;
		const rights = new Set<(right: Right) => void>();
		const glacier = connectGlacier({
			...{region, accountId: '-', endpoint: proxy.url, log: silentLog(), random: () => 0},
			credentials: fixedCredentials(credentials),
			onRight: (right) => {
				for (const hear of rights) hear(right);
			},
			...door,
		});
		opened.push(glacier);
		const reports: Reports = {
			onRight: (hear) => {
				rights.add(hear);
				return () => rights.delete(hear);
			},
			onCall: () => () => {},
		};
		world.link = await startEngine({
			glacier,
			reports,
			hasher,
			catalog: await openCatalog({path: join(folder, 'catalog.sqlite')}),
			account: {accountId, region, profile: null, endpoint: proxy.url, speed: 1, label: 'test'},
			clock: fastClock(Date.now(), speed),
			serviceClock: emulator.clock,
			// Small files in many pieces: the arithmetic is the same as that of large ones.
			limits: {sampleEvery: speed * 10, partSize: mebibyte, chunkSize: mebibyte, ...limits},
			...others,
		});
		world.link.subscribe((event) => {
			events.push(event);
			for (const listener of listeners) listener(event);
		});
		return world.link;
	};

	const world: EngineWorld = {
		folder,
		emulator,
		proxy,
		get glacier() {
			return opened.at(-1)!;
		},
		link: undefined as unknown as EngineLink,
		events,
		start,
		key: (actions) => {
			const number = `${++keys}`.padStart(4, '0');
			const credentials = {accessKeyId: `AKIATESTTESTTEST${number}`, secretAccessKey: `a secret of key ${number}`};
			emulator.control.identities.put({
				...credentials,
				account: emulator.accountId,
				arn: `arn:aws:iam::${emulator.accountId}:user/test-${number}`,
				policies: [{Statement: {Effect: 'Allow', Action: actions, Resource: '*'}}],
			});
			return credentials;
		},
		file: async (name, size) => {
			const path = join(folder, 'source', name);
			const bytes = randomBytes(size);
			await writeFile(path, bytes);
			return {path, bytes};
		},
		uploaded: async (name, size) => {
			const {path, bytes} = await world.file(name, size);
			const transfer = await world.over(await world.link.request('archives.upload', {vaultName, path}));
			return {transfer, bytes};
		},
		over: ({transferId}) => world.link.request('transfers.finished', {transferId}),
		until: (type, passes) => {
			type Wanted = Parameters<typeof passes>[0];
			const {promise, resolve} = Promise.withResolvers<Wanted>();
			const hear = (event: EngineEvent) => {
				if (event.type !== type || !passes(event as Wanted)) return;
				listeners.delete(hear);
				resolve(event as Wanted);
			};
			listeners.add(hear);
			return promise;
		},
		close: async () => {
			await world.link.close();
			await hasher.close();
			for (const glacier of opened) glacier.close();
			await proxy.close();
			await emulator.close();
			await rm(folder, {recursive: true});
		},
	};
	await start();
	return world;
};
