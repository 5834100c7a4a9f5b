import {type App, openApp} from './app.ts';
import {greet, linkOver, untilClosed} from './link/client.ts';
import {enginePlace} from './link/engine-place.ts';
import {findEngine, otherBuild} from './link/find-engine.ts';
import {lastingLink} from './link/lasting-link.ts';
import type {Hello} from './link/protocol.ts';
import {startEngineProcess} from './link/start-engine.ts';
import {openLog} from './platform/log.ts';
import {createFolders} from './platform/paths.ts';
import {buildMark} from './platform/worker-url.ts';
import type {Settings} from './settings/settings.ts';
import {version} from './version.ts';

/** What a face works with. */
export type FaceApp = Pick<App, 'link' | 'now' | 'log' | 'close'>;

export type AttachOptions = {
	/**
	 * What the face is about to do. `lasting`: it begins work, or shows it, and an engine in a process of its own is started where there is
	 * none. `brief`: it only asks; where there is no engine, one in this process answers.
	 */
	work: 'lasting' | 'brief';
	/** The options that say whose engine it is, for a process that is to be one. */
	argv: readonly string[];
	env: NodeJS.ProcessEnv;
	/** Asks a person for the code of an MFA device; null where nobody can be asked. */
	answer: ((device: string) => Promise<string>) | null;
};

type AttachHello = Extract<Hello, {ask: 'attach'}>;

const credentialVariables = [
	'AWS_ACCESS_KEY_ID',
	'AWS_SECRET_ACCESS_KEY',
	'AWS_SESSION_TOKEN',
	'AWS_CREDENTIAL_EXPIRATION',
	'AWS_ACCOUNT_ID',
] as const;

/** Handed over whole or not at all: a token of one key with the secret of another is of no use. */
const credentialsOf = ({profile, demo}: Settings, env: NodeJS.ProcessEnv): Record<string, string> =>
	!demo && profile === null && env.AWS_ACCESS_KEY_ID
		? Object.fromEntries(credentialVariables.map((name) => [name, env[name] ?? '']))
		: {};

/** The time at the service from now on. A clock that runs as this machine's does is read from it: it goes on while the machine sleeps. */
const clockOf = ({now, speed}: {now: number; speed: number}): (() => number) => {
	const [offset, from] = [now - Date.now(), performance.now()];
	return speed === 1 ? () => Date.now() + offset : () => now + (performance.now() - from) * speed;
};

/**
 * Finds the engine of these settings, or starts one, and attaches to it.
 * @throws IceaxeError when none can be had
 */
export const attachFace = async (settings: Settings, options: AttachOptions): Promise<FaceApp> => {
	const {paths, preferences} = settings;
	await createFolders(Object.values(paths));
	const place = await enginePlace(paths.runtime, settings);
	const mark = buildMark(version);
	const environment = credentialsOf(settings, options.env);
	const hello: AttachHello = {mark, ask: 'attach', answers: options.answer !== null, environment};
	const start = () => startEngineProcess(options.argv);
	/** This process may have outlived its build: what it would start now were another one. */
	const startAgain = async () => {
		if (buildMark(version) !== mark) throw otherBuild();
		return start();
	};

	let first = await findEngine(place, hello, options.work === 'lasting' ? start : null);
	if (!first) return openApp(settings, {adopt: false});
	const log = openLog({folder: paths.log, level: preferences.logLevel});
	const now = clockOf(first.welcome);
	const link = await lastingLink(async (onLost) => {
		// The credentials of then may be older than what others have handed over since.
		const {socket} = first ?? (await findEngine(place, {...hello, environment: {}}, startAgain, false))!;
		first = undefined;
		const feed = async (transferId: string) => {
			const met = await greet(place.socket, {mark, ask: 'feed', transferId});
			if (met && 'welcome' in met.welcome && met.welcome.welcome === 'feeding') return met.socket;
			met?.socket.destroy();
			return undefined;
		};
		return linkOver(socket, {answer: options.answer, feed, onLost});
	});
	return {
		link: {
			...link,
			apart: true,
			stop: async () => {
				await link.close();
				const met = await greet(place.socket, {mark, ask: 'stop'});
				if (met) await untilClosed(met.socket);
			},
		},
		now,
		log,
		close: async () => {
			await link.close();
			log.flush();
		},
	};
};
