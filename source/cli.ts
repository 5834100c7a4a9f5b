import {homedir} from 'node:os';
import {resolve} from 'node:path';
import type {FaceApp} from './attach.ts';
import type {GlobalValues} from './headless/global-options.ts';
import {type Invocation, readArguments} from './headless/program.ts';
import {reportFailure} from './headless/report-failure.ts';
import {hearStopping} from './headless/stopping.ts';
import {invalidInput} from './model/errors/errors.ts';
import {logPath} from './platform/log-file.ts';
import type {Settings} from './settings/settings.ts';
import type {ScreenSettings} from './tui/screen-settings.ts';
import {version} from './version.ts';

/*
 * Chooses what the arguments ask for. Everything heavy is imported where it is needed: help knows no settings, a script no screen, and the
 * screen no service until its first frame is drawn.
 */

type Asked<Face extends Invocation['face']> = Extract<Invocation, {face: Face}>;

const settingsOf = async (flags: GlobalValues, askForCode?: (device: string) => Promise<string>): Promise<Settings> => {
	const {readSettings} = await import('./settings/settings.ts');
	return readSettings({flags, env: process.env, home: homedir(), ...(askForCode ? {askForCode} : {})});
};

const runCommand = async ({flags, ...asked}: Asked<'command'>): Promise<number> => {
	const {signal} = hearStopping(process);
	const [{runHeadless}, {askForCode}, {programAgain, decidingArguments}, {attachFace}] = await Promise.all([
		import('./headless/main.ts'),
		import('./headless/ask.ts'),
		import('./headless/program-again.ts'),
		import('./attach.ts'),
	]);
	const answer = askForCode(process, signal);
	const settings = await settingsOf(flags, answer);
	const app = await attachFace(settings, {
		work: asked.command.lasting === undefined ? 'brief' : 'lasting',
		argv: decidingArguments(flags),
		env: process.env,
		answer: answer ?? null,
	});
	try {
		return await runHeadless({
			...asked,
			link: app.link,
			streams: process,
			json: flags.json === true,
			ascii: settings.preferences.ascii,
			folder: process.cwd(),
			signal,
			program: programAgain(flags),
		});
	} finally {
		await app.close();
	}
};

const screenSettings = ({preferences, paths}: Settings): ScreenSettings => {
	const {theme, ascii, plainRender, notify, progress, downloadFolder, tier} = preferences;
	return {
		...{theme, ascii, plainRender, notify, progress, downloadFolder, tier},
		folder: process.cwd(),
		logFile: logPath(paths.log),
	};
};

/** What the screen was left for, if it is to be opened again: with another account. */
const runScreenOnce = async (flags: GlobalValues) => {
	const settings = await settingsOf(flags);
	const {runScreen} = await import('./tui/main.tsx');
	let app: FaceApp | undefined;
	const opening = new Promise(setImmediate).then(async () => {
		const [{attachFace}, {decidingArguments}] = await Promise.all([
			import('./attach.ts'),
			import('./headless/program-again.ts'),
		]);
		app = await attachFace(settings, {work: 'lasting', argv: decidingArguments(flags), env: process.env, answer: null});
		return app.link;
	});
	try {
		const ending = await runScreen({
			link: opening,
			settings: screenSettings(settings),
			now: () => app?.now() ?? Date.now(),
			credentialSearch: async () => ({
				places: await settings.credentialSearch(),
				profiles: await settings.profiles(),
			}),
			onStray: (text) => app?.log.warn({printed: text}, 'Somebody else printed this.'),
			onError: (error) => app?.log.error({error}, 'The screen failed.'),
		});
		if (ending.stop) await app?.link.stop();
		return ending;
	} finally {
		await opening.catch(() => {});
		await app?.close();
	}
};

/** What chose an account chooses none in the demo. */
const withoutAccount = ({profile, region, accountId, endpointUrl, ...others}: GlobalValues): GlobalValues => others;

const runScreenFace = async ({flags}: Asked<'screen'>): Promise<number> => {
	if (!process.stdout.isTTY || !process.stdin.isTTY) {
		throw invalidInput(
			'The screen needs a terminal for its input and output; in a script use commands such as `iceaxe vaults list --json`, which `iceaxe --help` lists.',
		);
	}
	const {signal} = hearStopping(process);
	for (let now = flags; ; ) {
		const {code, again} = await runScreenOnce(now);
		if (!again || signal.aborted) return code;
		if ('demo' in again) now = {...withoutAccount(flags), demo: true};
		if ('profile' in again) now = {...flags, demo: false, profile: again.profile};
	}
};

const runInfo = async ({flags}: Asked<'info'>): Promise<number> => {
	const settings = await settingsOf(flags);
	const [{describeProgram}, {printInfo}] = await Promise.all([import('./info.ts'), import('./headless/print-info.ts')]);
	await printInfo(await describeProgram(settings), flags.json === true, process);
	return 0;
};

const runSettings = async ({change, flags}: Asked<'settings'>): Promise<number> => {
	const [preferences, {createFolders, statePaths}] = await Promise.all([
		import('./settings/preferences.ts'),
		import('./platform/paths.ts'),
	]);
	if (change) {
		// Without reading all settings first: one that is wrong in the file can be mended so.
		const {config} = statePaths({state: flags.state, env: process.env, home: homedir()});
		await createFolders([config]);
		const [name, value] =
			change.value === null
				? [preferences.preferenceNamed(change.name), undefined]
				: preferences.parsePreference(change.name, change.value);
		await preferences.changePreference(config, name, value);
	}
	const settings = await settingsOf(flags);
	const [{describePreferences}, {printInfo}] = await Promise.all([
		import('./info.ts'),
		import('./headless/print-info.ts'),
	]);
	await printInfo({settings: describePreferences(settings)}, flags.json === true, process);
	return 0;
};

const runEmulatorAlone = async ({options, flags}: Asked<'emulator'>): Promise<number> => {
	const {runEmulator} = await import('./emulator/command.ts');
	const {region, accountId, json} = flags;
	const path = (value: unknown) => (typeof value === 'string' ? resolve(value) : undefined);
	const paths = {data: path(options.data), log: path(options.log)};
	const told = Object.entries({...options, region, accountId, json, ...paths}).filter(
		([, value]) => value !== undefined,
	);
	const {signal} = hearStopping(process);
	await runEmulator(Object.fromEntries(told), {signal, print: (line) => process.stdout.write(`${line}\n`)});
	return 0;
};

/** Does what was asked and gives the exit code. */
const run = async (invocation: Invocation): Promise<number> => {
	switch (invocation.face) {
		case 'text':
			process.stdout.write(invocation.stdout);
			process.stderr.write(invocation.stderr);
			return invocation.exitCode;
		case 'command':
			return runCommand(invocation);
		case 'screen':
			return runScreenFace(invocation);
		case 'info':
			return runInfo(invocation);
		case 'settings':
			return runSettings(invocation);
		case 'engine': {
			const {runEngineCommand} = await import('./engine-command.ts');
			return runEngineCommand(invocation, (askForCode) => settingsOf(invocation.flags, askForCode));
		}
		case 'emulator':
			return runEmulatorAlone(invocation);
	}
};

/** After its work the process ends by itself; what still holds it then, such as a connection that hangs, is let go. Milliseconds. */
const patience = 3000;

/** The program: reads its arguments, chooses a face, sets the exit code. */
export const main = async (argv: readonly string[]): Promise<void> => {
	const columns = process.stdout.isTTY ? Math.min(process.stdout.columns, 100) : undefined;
	const invocation = readArguments(argv, version, columns);
	// Whoever reads may go at any time, and nobody is left to be told. Faces that have work to stop hear it themselves.
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
	try {
		process.exitCode = await run(invocation);
	} catch (error) {
		const json = invocation.face !== 'text' && invocation.flags.json === true;
		process.exitCode = reportFailure(error, json, process);
	}
	setTimeout(() => process.exit(), patience).unref();
};
