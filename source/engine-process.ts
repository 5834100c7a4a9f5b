import {type App, openApp} from './app.ts';
import {type EngineNote, enginePlace} from './link/engine-place.ts';
import {createQuestions} from './link/questions.ts';
import {type LinkServer, serveLink} from './link/server.ts';
import {isIdle} from './model/engine-status.ts';
import {timestamp} from './model/timestamp.ts';
import {takeLock} from './platform/exclusive-lock.ts';
import {readTextFile, removeFile, writePrivateFile} from './platform/files.ts';
import {createFolders} from './platform/paths.ts';
import {buildMark} from './platform/worker-url.ts';
import type {Settings} from './settings/settings.ts';
import {version} from './version.ts';

/** So long an engine with nothing to do stays for the next face, and that often it looks whether it is still wanted. Milliseconds. */
const linger = 1000;
const lookEvery = 250;

/** Resolves when nobody is attached and nothing has been under way for a while, or when nobody could find this engine any more. */
const untilUnwanted = async (server: LinkServer, app: App, isFound: () => Promise<boolean>, stop: AbortSignal) => {
	let idle = 0;
	while (!stop.aborted && idle < linger && (await isFound())) {
		await new Promise<void>((resolve) => {
			const timer = setTimeout(done, lookEvery);
			stop.addEventListener('abort', done, {once: true});
			function done() {
				clearTimeout(timer);
				stop.removeEventListener('abort', done);
				resolve();
			}
		});
		idle = server.faces === 0 && isIdle(app.work()) ? idle + lookEvery : 0;
	}
};

const accountInWords = ({demo, profile, accountId, region}: Settings): string =>
	[demo ? 'demo' : accountId === '-' ? null : accountId, region, profile && `profile ${profile}`]
		.filter(Boolean)
		.join(' · ');

/** A failure that nobody awaited ends the process, as it would anyway; nobody reads what it says, so the log has to. */
const endWithReason = (app: App): void => {
	const end = (error: unknown) => {
		app.log.error({error}, 'The engine ended by a failure of its own.');
		process.exit(1);
	};
	process.on('uncaughtException', end);
	process.on('unhandledRejection', end);
};

/** Variables that faces hand over are laid over this process's own: the source of credentials reads them each time. */
const takeEnvironment = (environment: Record<string, string>) => {
	for (const [name, value] of Object.entries(environment)) {
		if (name.startsWith('AWS_')) process.env[name] = value;
	}
};

export type EngineProcessOptions = {
	/** Reads the settings, with the way to ask for the code of an MFA device. */
	settings(askForCode: (device: string) => Promise<string>): Promise<Settings>;
	/** Says once how the start went. */
	report(how: 'ready' | 'taken'): void;
	/** Aborted when the system wants this process to end. */
	signal: AbortSignal;
};

/**
 * The engine in a process of its own: takes up what was left, serves every face that comes, and ends when nobody is there and nothing is
 * left to do. One for each catalog and key; a second one says `taken` and ends.
 * @throws IceaxeError when it cannot begin
 */
export const runEngineProcess = async ({settings: read, report, signal}: EngineProcessOptions): Promise<void> => {
	const questions = createQuestions();
	const settings = await read(questions.ask);
	await createFolders(Object.values(settings.paths));
	const place = await enginePlace(settings.paths.runtime, settings);
	const lock = takeLock(place.lock);
	if (!lock) return report('taken');
	const stop = new AbortController();
	const started = timestamp(Date.now());
	try {
		const app = await openApp(settings, {adopt: true});
		endWithReason(app);
		const server = await serveLink({
			...{path: place.socket, mark: buildMark(version), link: app.link, questions, speed: app.speed},
			now: app.now,
			status: async () => ({
				...{pid: process.pid, version, account: accountInWords(settings), started, work: app.work()},
				memory: process.memoryUsage.rss(),
			}),
			onEnvironment: takeEnvironment,
			onStop: () => stop.abort(),
			isBusy: () => app.work().streams > 0,
		});
		await writePrivateFile(place.note, JSON.stringify({pid: process.pid, socket: place.socket} satisfies EngineNote));
		report('ready');
		app.log.info({pid: process.pid}, 'The engine has begun.');
		await untilUnwanted(
			server,
			app,
			async () => (await readTextFile(place.note).catch(() => undefined)) !== undefined,
			AbortSignal.any([stop.signal, signal]),
		);
		server.refuse();
		await app.close();
		await removeFile(place.note);
		await server.close();
	} finally {
		lock.release();
	}
};
