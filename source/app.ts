import {join} from 'node:path';
import {openCatalog} from './catalog/open-catalog.ts';
import {type Demo, startDemo} from './demo.ts';
import {startEngine} from './engine/engine.ts';
import {connectGlacier} from './glacier/connect.ts';
import type {Account, Right} from './model/account.ts';
import {parseBandwidth} from './model/bandwidth.ts';
import type {Work} from './model/engine-status.ts';
import type {ServiceCall} from './model/events.ts';
import type {EngineLink} from './model/requests.ts';
import {plainNetwork} from './platform/agents.ts';
import {type Clock, systemClock} from './platform/clock.ts';
import {fixedCredentials} from './platform/credentials.ts';
import {type Log, openLog} from './platform/log.ts';
import {createFolders} from './platform/paths.ts';
import {changePreference} from './settings/preferences.ts';
import {requireRegion, type Settings} from './settings/settings.ts';
import {version} from './version.ts';

/** The parts, joined and at work. */
export type App = {
	link: EngineLink;
	/** What the engine has under way. */
	work(): Work;
	/** The time at the service, milliseconds since 1970, and how many times faster than real time it runs. */
	now(): number;
	speed: number;
	log: Log;
	/** Stops all work so that it can be taken up again, and lets go of everything. */
	close(): Promise<void>;
};

export type AppOptions = {
	/** Take up transfers that an engine that is no more has left: what the full screen does, and a script does not. */
	adopt: boolean;
	/** This machine's clock. */
	clock?: Clock;
	/** The time at the service, where it is not this machine's. */
	serviceClock?: Clock;
};

/** Hands what one part tells to whoever listens by then. */
const announcer = <Told>() => {
	const listeners = new Set<(told: Told) => void>();
	return {
		tell: (told: Told) => {
			for (const listener of listeners) listener(told);
		},
		hear: (listener: (told: Told) => void) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
};

const accountOf = (settings: Settings, region: string, demo: Demo | undefined): Account => ({
	accountId: demo?.accountId ?? settings.accountId,
	region,
	profile: settings.profile,
	endpoint: demo?.url ?? settings.endpoint,
	speed: demo?.speed ?? 1,
	label: demo ? 'demo' : null,
});

/**
 * The composition root: builds the parts and joins them. The only place that knows all of them.
 * @throws IceaxeError when no region is known, when the state cannot be opened, or when the demo does not start
 */
export const openApp = async (settings: Settings, {adopt, clock = systemClock, ...given}: AppOptions): Promise<App> => {
	const {paths, preferences} = settings;
	const demoFolder = join(paths.data, 'demo');
	await createFolders([...Object.values(paths), ...(settings.demo ? [demoFolder] : [])]);
	const log = openLog({folder: paths.log, level: preferences.logLevel});
	const demo = settings.demo ? await startDemo(demoFolder) : undefined;
	const region = demo?.region ?? requireRegion(settings);
	const account = accountOf(settings, region, demo);
	const rights = announcer<Right>();
	const calls = announcer<ServiceCall>();
	const places = announcer<number | null>();
	const catalog = await openCatalog({
		path: settings.catalogPath,
		onError: (error) => log.error({error}, 'The catalog failed.'),
	});
	const glacier = connectGlacier({
		region,
		accountId: settings.accountId,
		credentials: demo ? fixedCredentials(demo) : settings.credentials,
		endpoint: account.endpoint,
		profile: settings.profile,
		fips: settings.fips,
		network: demo ? plainNetwork : await settings.network(),
		log: log.with({part: 'glacier'}),
		clock,
		userAgent: `iceaxe/${version}`,
		onRight: rights.tell,
		onCall: calls.tell,
		onPlaces: places.tell,
	});
	const serviceClock = given.serviceClock ?? demo?.clock ?? clock;
	const engine = await startEngine({
		glacier,
		catalog,
		account,
		clock,
		serviceClock,
		adopt,
		reports: {onRight: rights.hear, onCall: calls.hear, onPlaces: places.hear},
		log: log.with({part: 'engine'}),
		limits: {
			bandwidth: parseBandwidth(preferences.bandwidth),
			transfersAtOnce: preferences.transfersAtOnce,
			chunksAtOnce: preferences.chunksAtOnce,
		},
		keepLimits: async (changed) => {
			for (const name of ['bandwidth', 'transfersAtOnce', 'chunksAtOnce'] as const) {
				if (changed[name] !== undefined) await changePreference(paths.config, name, changed[name]);
			}
		},
	});
	log.info({version, region, account: account.accountId, profile: account.profile}, 'Opened.');
	return {
		link: engine,
		work: engine.work,
		now: () => serviceClock.now(),
		speed: account.speed,
		log,
		close: async () => {
			await engine.close();
			glacier.close();
			await demo?.close();
			log.info({}, 'Closed.');
			log.flush();
		},
	};
};
