import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Clock} from '../platform/clock.ts';
import {type Identity, newSecret, openIdentities} from './authentication/identities.ts';
import {type Control, createControl} from './control/control.ts';
import {createService, type RequestLine} from './server.ts';
import {serviceClock} from './service-clock.ts';
import {nextDue} from './world/calendar.ts';
import {openContents} from './world/contents.ts';
import {defaultSettings, type Settings} from './world/settings.ts';
import {openStore} from './world/store.ts';
import {notedTime, noteTime, transaction, type World} from './world/world.ts';

/** How an emulator is to be; all of it has a default. */
export type EmulatorOptions = Partial<Omit<Settings, 'delays'>> & {
	/** Port on 127.0.0.1; 0, the default, takes any that is free. */
	port?: number;
	/** Folder for all that it keeps, on the disk before each reply. Without it: a temporary folder that goes when it closes. */
	data?: string;
	/** The service's time. By default the machine's, or, over a data folder that was ahead of it, what that had reached. */
	clock?: Clock;
	/** How many times faster than the machine's time the service's runs, unless a clock is given; 0: it stands. */
	speed?: number;
	/** How long jobs take, milliseconds of the service's clock. */
	delays?: Partial<Settings['delays']>;
	accountId?: string;
	region?: string;
	/** More access keys, besides the account's own. */
	identities?: Identity[];
	/** Fills a new world before the first request; a data folder only once. */
	seed?: (control: Control) => void;
};

/** A running emulator. */
export type Emulator = {
	/** `http://127.0.0.1:PORT`. */
	readonly url: string;
	readonly port: number;
	readonly accountId: string;
	readonly region: string;
	/** The account's own key, which may do everything. */
	readonly credentials: {accessKeyId: string; secretAccessKey: string};
	readonly clock: Clock;
	/** What the service itself does not offer: making an inventory now, faults, what was asked, and so on. */
	readonly control: Control;
	/** What the control endpoint wants to see; absent when there is none. */
	readonly controlToken?: string;
	/** Ends all connections; resolves when everything is put away. */
	close(): Promise<void>;
};

/** Starts an emulator in this process. It listens on 127.0.0.1 only. */
export const startEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
	const {port = 0, data, accountId = '111122223333', region = 'us-east-1', identities: more = [], seed} = options;
	const folder = data ?? (await mkdtemp(join(tmpdir(), 'iceaxe-emulator-')));
	const durable = data !== undefined;
	const store = openStore(folder, durable);
	const clock = options.clock ?? serviceClock(Math.max(Date.now(), notedTime(store)), options.speed);
	const settings: Settings = {...defaultSettings, delays: {...defaultSettings.delays, ...options.delays}};
	for (const key of Object.keys(defaultSettings) as (keyof Settings)[]) {
		if (key !== 'delays' && options[key] !== undefined) Object.assign(settings, {[key]: options[key]});
	}
	const world: World = {
		store,
		contents: openContents(folder, store, durable),
		clock,
		settings,
		home: {account: accountId, region},
		notify: () => {},
		failureOf: () => undefined,
		nextDue: nextDue({store} as World),
	};

	const identities = openIdentities(store);
	const admin = identities.find('AKIAICEAXEADMIN00000') ?? {
		accessKeyId: 'AKIAICEAXEADMIN00000',
		secretAccessKey: newSecret(),
		account: accountId,
		arn: `arn:aws:iam::${accountId}:user/admin`,
		policies: [{Statement: {Effect: 'Allow' as const, Action: '*', Resource: '*'}}],
	};
	for (const identity of [admin, ...more]) identities.put(identity);

	const requests: RequestLine[] = [];
	const control = createControl(world, identities, requests);
	if (seed && !store.get(`SELECT 1 FROM facts WHERE name = 'seeded'`)) {
		transaction(world, () => {
			seed(control);
			store.run(`INSERT INTO facts VALUES ('seeded', 1)`);
		});
	}
	const server = createService({world, identities, log: (line) => requests.push(line)});
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	const timekeeper = setInterval(() => noteTime(world), 1000).unref();
	if (!durable) clearInterval(timekeeper);
	const listening = (server.address() as AddressInfo).port;

	return {
		url: `http://127.0.0.1:${listening}`,
		port: listening,
		accountId,
		region,
		credentials: {accessKeyId: admin.accessKeyId, secretAccessKey: admin.secretAccessKey},
		clock,
		control,
		close: async () => {
			clearInterval(timekeeper);
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
			noteTime(world);
			store.close();
			if (!durable) await rm(folder, {recursive: true, force: true});
		},
	};
};
