import {seedDemoAccount} from './demo/seed.ts';
import {type EmulatorOptions, startEmulator} from './emulator.ts';
import {type Leases, openLeases} from './leases.ts';

/** What `iceaxe emulator` can be told. */
export type EmulatorCommandOptions = {
	/** Port on 127.0.0.1; 0 takes any that is free. */
	port?: number;
	/** Folder where it keeps everything; a temporary one if absent. */
	data?: string;
	/** How many times faster than real time the service's clock runs. */
	speed?: number;
	region?: string;
	accountId?: string;
	/** File to which a line of JSON is added for every request that comes, and for every one that is answered. */
	log?: string;
	/** Whether to offer the control endpoint. */
	control?: boolean;
	/** Whether each change is in the inventory at once. */
	instantInventory?: boolean;
	/** Whether a new world begins with the demo account. */
	demoAccount?: boolean;
	/** Print the announcement as one line of JSON, {@link Announcement}. */
	json?: boolean;
	/**
	 * End when standard input or the IPC channel closes and nobody else uses it: a parent that dies takes the emulator with it, unless other
	 * processes hold it by its lease port.
	 */
	withParent?: boolean;
};

/** What is meant where nothing is said. */
export const emulatorCommandDefaults = {
	port: 0,
	speed: 1,
	region: 'us-east-1',
	accountId: '111122223333',
	control: false,
	instantInventory: false,
	demoAccount: false,
	json: false,
	withParent: false,
} as const satisfies EmulatorCommandOptions;

/** The line that `--json` prints once the emulator listens. */
export type Announcement = {
	url: string;
	port: number;
	accountId: string;
	region: string;
	accessKeyId: string;
	secretAccessKey: string;
	/** The service's time when the line was printed, milliseconds since 1970. */
	now: number;
	speed: number;
	controlToken?: string;
	/** With a parent: the port by which other processes hold the emulator, see {@link Leases}. */
	leasePort?: number;
};

/** Where the command speaks and how it is ended, besides by SIGTERM, SIGINT and SIGHUP. */
export type EmulatorCommandContext = {signal?: AbortSignal; print(line: string): void};

/**
 * `iceaxe emulator`: starts an emulator, prints one line about it, and returns when it was told to end and has put everything away.
 * @throws Error when the port is taken, or another emulator has the data folder
 */
export const runEmulator = async (
	options: EmulatorCommandOptions,
	{signal, print}: EmulatorCommandContext,
): Promise<void> => {
	const {json, withParent, demoAccount, ...rest} = {...emulatorCommandDefaults, ...options};
	const leases = withParent ? await openLeases() : undefined;
	const ended = ending(signal, leases);
	const settings: EmulatorOptions = rest;
	if (demoAccount) settings.seed = seedDemoAccount;
	const emulator = await startEmulator(settings);
	const {url, port, accountId, region, credentials, clock, controlToken} = emulator;
	const announcement: Announcement = {
		url,
		port,
		accountId,
		region,
		...credentials,
		now: Math.floor(clock.now()),
		speed: rest.speed,
	};
	if (controlToken !== undefined) announcement.controlToken = controlToken;
	if (leases) announcement.leasePort = leases.port;
	print(json ? JSON.stringify(announcement) : inWords(announcement));
	await ended;
	leases?.close();
	await emulator.close();
};

const inWords = ({url, region, accessKeyId, secretAccessKey, controlToken}: Announcement): string => {
	const control = controlToken === undefined ? '' : ` (control token ${controlToken})`;
	return `Glacier is at ${url}${control}. Try: AWS_ACCESS_KEY_ID=${accessKeyId} AWS_SECRET_ACCESS_KEY=${secretAccessKey} aws --endpoint-url ${url} --region ${region} glacier list-vaults --account-id -`;
};

/** Resolves when the emulator is to end, for whatever reason. With leases there is a parent. */
const ending = (signal: AbortSignal | undefined, leases: Leases | undefined): Promise<void> =>
	new Promise((resolve) => {
		const end = () => {
			for (const name of endings) process.off(name, end);
			// Reading from it would keep the process alive.
			if (leases) process.stdin.destroy();
			resolve();
		};
		for (const name of endings) process.on(name, end);
		if (signal?.aborted) end();
		signal?.addEventListener('abort', end, {once: true});
		if (leases) {
			const orphaned = () => void leases.none().then(end);
			process.once('disconnect', orphaned);
			process.stdin.once('end', orphaned).once('close', orphaned).once('error', orphaned).resume();
		}
	});

const endings = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
