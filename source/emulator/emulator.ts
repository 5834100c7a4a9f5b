import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {invalidInput} from '../model/errors/errors.ts';
import type {Clock} from '../platform/clock.ts';
import {type Identity, openIdentities} from './authentication/identities.ts';
import {type KnownIdentities, knownIdentities} from './authentication/known-identities.ts';
import {type Control, createControl} from './control/control.ts';
import {createControlEndpoint} from './control/endpoint.ts';
import {createFaults} from './faults/fault.ts';
import {createRateLimit} from './faults/rate-limit.ts';
import {openRequestFile} from './request-file.ts';
import {createRequestLog} from './request-log.ts';
import {createService} from './server.ts';
import {look, lookEvery, openWorld, seedOnce, type WorldOptions} from './world/open-world.ts';
import {noteTime} from './world/world.ts';

/** How an emulator is to be; all of it has a default. */
export type EmulatorOptions = WorldOptions & {
	/** Port on 127.0.0.1; 0, the default, takes any that is free. */
	port?: number;
	/** Folder for all that it keeps, on the disk before each reply. Without it: a temporary folder that goes when it closes. */
	data?: string;
	/** File to which every request is added, as it comes and as it is answered: one line of JSON each. */
	log?: string;
	/** More access keys, besides its own. */
	identities?: Identity[];
	/** Fills a new world before the first request; a data folder only once. */
	seed?: (control: Control) => void;
	/** Whether to offer the control endpoint, and with which token; by default one is made. */
	control?: boolean | {token: string};
	/** Gives numbers from 0 up to 1 to faults with a probability. */
	random?: () => number;
};

/** A running emulator. */
export type Emulator = {
	/** `http://127.0.0.1:PORT`. */
	readonly url: string;
	readonly port: number;
	readonly accountId: string;
	readonly region: string;
	/** The key that may do everything. */
	readonly credentials: {accessKeyId: string; secretAccessKey: string};
	/** Keys with all of the rights and with parts of them. */
	readonly identities: KnownIdentities;
	/** The service's time. */
	readonly clock: Clock;
	/** What the service itself does not offer: turning its clock, making an inventory now, faults, what was asked, and so on. */
	readonly control: Control;
	/** What the control endpoint wants to see; absent when there is none. */
	readonly controlToken?: string;
	/** Ends all connections; resolves when everything is put away. */
	close(): Promise<void>;
};

/**
 * Starts an emulator in this process. It listens on 127.0.0.1 only.
 * @throws Error when the port is taken, or another emulator has the data folder
 */
export const startEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
	const folder = options.data ?? (await mkdtemp(join(tmpdir(), 'iceaxe-emulator-')));
	const durable = options.data !== undefined;
	const world = openWorld(folder, durable, options);
	const identities = openIdentities(world.store);
	const known = knownIdentities(identities, world.home);
	for (const identity of options.identities ?? []) identities.put(identity);
	const faults = createFaults(options.random);
	const requests = createRequestLog();
	const file = options.log === undefined ? undefined : openRequestFile(options.log);
	const control = createControl({world, identities, faults, requests});
	if (options.seed) seedOnce(world, () => options.seed!(control));

	const token = typeof options.control === 'object' ? options.control.token : undefined;
	const endpoint = options.control ? createControlEndpoint(control, token) : undefined;
	const server = createService({
		world,
		identities,
		faults,
		rateLimit: createRateLimit(world.settings),
		control: endpoint,
		came: (line) => {
			requests.add(line);
			file?.write('came', line);
		},
		answered: (line) => file?.write('answered', line),
	});
	server.listen(options.port ?? 0, '127.0.0.1');
	const close = async () => {
		clearInterval(watch);
		world.store.close();
		file?.close();
		if (!durable) await rm(folder, {recursive: true, force: true});
	};
	const watch = setInterval(() => look(world, durable), lookEvery).unref();
	await once(server, 'listening').catch(async (error: NodeJS.ErrnoException) => {
		await close();
		if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
		const what = error.code === 'EACCES' ? 'may not be opened by this user' : 'is taken by another program';
		throw invalidInput(`The port ${options.port} ${what}.`, 'Give another with --port, or none for any that is free.');
	});
	const {port} = server.address() as AddressInfo;
	const {accessKeyId, secretAccessKey} = known.admin;
	return {
		url: `http://127.0.0.1:${port}`,
		port,
		accountId: world.home.account,
		region: world.home.region,
		credentials: {accessKeyId, secretAccessKey},
		identities: known,
		clock: world.clock,
		control,
		...(endpoint && {controlToken: endpoint.token}),
		close: async () => {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
			noteTime(world);
			await close();
		},
	};
};
