import {randomBytes} from 'node:crypto';
import {mkdir, mkdtemp, realpath, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {type App, openApp} from '../../source/app.ts';
import {type Emulator, type EmulatorOptions, startEmulator} from '../../source/emulator/emulator.ts';
import {readSettings} from '../../source/settings/settings.ts';
import {keyOf} from '../../source/tui/keymap.ts';
import {runScreen} from '../../source/tui/main.tsx';
import {defaultSettings} from '../../source/tui/screen-settings.ts';
import {type FaultProxy, startFaultProxy} from './fault-proxy.ts';
import {VirtualTerminal} from './virtual-terminal.ts';

/** The service's time when a journey begins, unless it says another. */
export const journeyStart = Date.parse('2026-11-23T09:00:00Z');

const hour = 3_600_000;
export const hours = (count: number): number => count * hour;

/** A person before the whole program: the real screen, engine and catalog on a real emulator whose clock is turned. */
export type Journey = {
	screen: VirtualTerminal;
	emulator: Emulator;
	/** The person's own files. */
	folder: string;
	/** A file of random bytes in it. */
	file(name: string, size: number): Promise<{path: string; bytes: Buffer}>;
	/** Does a thing by its name in the table of actions: the key of the moment is looked up. */
	act(...actions: string[]): Promise<void>;
	/** Lets time pass at the service. */
	later(milliseconds: number): Promise<void>;
	/** The service goes away. */
	disconnect(): Promise<void>;
	/** Closes the screen as the person would, and opens it again with the same state. */
	reopen(options?: ScreenSize): Promise<void>;
	/** Resolves with the exit code when the screen has been left. */
	left(): Promise<number>;
	close(): Promise<void>;
};

type ScreenSize = {columns?: number; rows?: number};

export type JourneyOptions = EmulatorOptions &
	ScreenSize & {
		/** Another key than the account's own. */
		credentials?: {accessKeyId: string; secretAccessKey: string};
		/** What happens to requests on their way; see fault-proxy.ts. */
		fault?: FaultProxy['fault'];
	};

/** Begins a journey. `await using journey = …` ends it and removes all that it left. */
export const beginJourney = async ({
	columns = 120,
	rows = 40,
	credentials,
	fault,
	...options
}: JourneyOptions = {}): Promise<Journey & AsyncDisposable> => {
	const root = await realpath(await mkdtemp(join(tmpdir(), 'journey-')));
	const folder = join(root, 'home');
	await mkdir(folder);
	const {serviceClock} = await import('../../source/emulator/service-clock.ts');
	const clock = serviceClock(journeyStart, 0);
	const emulator = await startEmulator({clock, ...options});
	const proxy = fault && (await startFaultProxy(emulator.url));
	if (proxy) proxy.fault = fault;
	const key = credentials ?? emulator.credentials;
	let app: App | undefined;
	let screen: VirtualTerminal;
	let ended: Promise<number>;

	const open = async (size: ScreenSize) => {
		const settings = await readSettings({
			flags: {endpointUrl: proxy?.url ?? emulator.url, region: emulator.region, state: join(root, 'state')},
			env: {AWS_ACCESS_KEY_ID: key.accessKeyId, AWS_SECRET_ACCESS_KEY: key.secretAccessKey},
			home: folder,
		});
		screen = new VirtualTerminal({columns: size.columns ?? columns, rows: size.rows ?? rows});
		const opening = openApp(settings, {adopt: true, serviceClock: clock}).then((opened) => {
			app = opened;
			return opened.link;
		});
		ended = runScreen({
			link: opening,
			settings: {...defaultSettings, folder, downloadFolder: join(folder, 'restored')},
			now: () => clock.now(),
			terminal: screen.terminal,
		}).then(({code}) => code);
		await opening;
		await screen.settled();
	};

	const leave = async () => {
		screen.close();
		await ended;
		await app?.close();
	};

	let disconnected: Promise<void> | undefined;
	const disconnect = () => {
		disconnected ??= emulator.close();
		return disconnected;
	};

	await open({});
	return {
		get screen() {
			return screen;
		},
		emulator,
		folder,
		file: async (name, size) => {
			const path = join(folder, name);
			const bytes = randomBytes(size);
			await mkdir(dirname(path), {recursive: true});
			await writeFile(path, bytes);
			return {path, bytes};
		},
		act: async (...actions) => {
			for (const action of actions) {
				const key = keyOf(action);
				if (key === undefined) throw new Error(`No key does ${action}.`);
				await screen.press(key);
			}
		},
		later: (milliseconds) => emulator.control.advance(milliseconds),
		reopen: async (size = {}) => {
			await leave();
			await open(size);
		},
		disconnect,
		left: () => ended,
		close: leave,
		[Symbol.asyncDispose]: async () => {
			await leave();
			await proxy?.close();
			await disconnect();
			await rm(root, {recursive: true, force: true});
		},
	};
};
