import {mkdtemp, realpath, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type Emulator, type EmulatorOptions, startEmulator} from '../../source/emulator/emulator.ts';
import {builtProgram, type Ended, run} from './built-program.ts';
import {endEnginesBelow} from './engines.ts';

/** What a command gave, its standard output read as one JSON value a line. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into values of every form
export type JsonEnded = Ended & {values: any[]; error: any};

/** The built program beside an emulator, with a home of its own: nothing of this machine gets in. */
export type CommandLine = {
	/** Home, working folder and state. */
	folder: string;
	/** The program's file. */
	program: string;
	emulator: Emulator;
	/** The variables that it runs with. */
	env: NodeJS.ProcessEnv;
	/** Runs one command to its end; extra variables are laid over the others. */
	iceaxe(argv: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ended>;
	/** The same with `--json`. */
	json(argv: readonly string[], env?: NodeJS.ProcessEnv): Promise<JsonEnded>;
	close(): Promise<void>;
};

/** Jobs take long enough to be waited for and short enough for a test. */
const delays = {Expedited: 100, Standard: 200, Bulk: 300, Inventory: 200};

export const openCommandLine = async (name: string, options: EmulatorOptions = {}): Promise<CommandLine> => {
	const [built, emulator, folder] = await Promise.all([
		builtProgram(),
		startEmulator({instantInventory: true, delays, ...options}),
		mkdtemp(join(tmpdir(), `iceaxe-${name}-`)).then((path) => realpath(path)),
	]);
	const env = {
		PATH: process.env.PATH,
		HOME: folder,
		XDG_CACHE_HOME: built.cache,
		TZ: 'UTC',
		LC_ALL: 'C.UTF-8',
		AWS_ACCESS_KEY_ID: emulator.credentials.accessKeyId,
		AWS_SECRET_ACCESS_KEY: emulator.credentials.secretAccessKey,
		AWS_REGION: emulator.region,
		AWS_ENDPOINT_URL_GLACIER: emulator.url,
		AWS_EC2_METADATA_DISABLED: 'true',
	};
	const iceaxe = (argv: readonly string[], more: NodeJS.ProcessEnv = {}) =>
		run(process.execPath, [built.program, ...argv], {cwd: folder, env: {...env, ...more}});
	return {
		folder,
		program: built.program,
		emulator,
		env,
		iceaxe,
		json: async (argv, more) => {
			const ended = await iceaxe([...argv, '--json'], more);
			const errors = ended.stderr.split('\n').filter((line) => line.startsWith('{'));
			return {
				...ended,
				values: ended.stdout
					.split('\n')
					.filter(Boolean)
					.map((line) => JSON.parse(line)),
				error: errors.length === 0 ? undefined : JSON.parse(errors.at(-1)!).error,
			};
		},
		close: async () => {
			await endEnginesBelow(folder);
			await emulator.close();
			await rm(folder, {recursive: true, force: true});
		},
	};
};
