import type {Clock} from '../../platform/clock.ts';
import {serviceClock} from '../service-clock.ts';
import {nextDue, settle} from './calendar.ts';
import {openContents} from './contents.ts';
import {defaultSettings, type Settings} from './settings.ts';
import {openStore} from './store.ts';
import {notedTime, noteTime, transaction, type World} from './world.ts';

/** How a world is to be; all of it has a default. */
export type WorldOptions = Partial<Omit<Settings, 'delays'>> & {
	/** The service's time. By default the machine's, or, over a data folder that was ahead of it, what that had reached. */
	clock?: Clock;
	/** How many times faster than the machine's time the service's runs, unless a clock is given; 0: it stands. */
	speed?: number;
	/** How long jobs take, milliseconds of the service's clock. */
	delays?: Partial<Settings['delays']>;
	/** The account and region of its own keys. Other regions exist as well: a signature names its region. */
	accountId?: string;
	region?: string;
};

/** Opens what a folder holds, or begins anew in it. */
export const openWorld = (folder: string, durable: boolean, options: WorldOptions): World => {
	const store = openStore(folder, durable);
	const {accountId = '111122223333', region = 'us-east-1', clock, speed = 1, delays} = options;
	const settings: Settings = {...defaultSettings, delays: {...defaultSettings.delays, ...delays}};
	for (const name of settingNames) if (options[name] !== undefined) Object.assign(settings, {[name]: options[name]});
	return {
		store,
		contents: openContents(folder, store, durable),
		clock: clock ?? serviceClock(Math.max(Date.now(), notedTime(store)), speed),
		settings,
		home: {account: accountId, region},
		notify: (topic, message) => post(settings.notificationUrl, topic, message),
		nextDue: nextDue(store),
	};
};

const settingNames = [
	'inventoryCycle',
	'instantInventory',
	'emptyInventories',
	'expeditedCapacity',
	'requestRate',
	'idleBody',
	'noLongerSupported',
	'notificationUrl',
] as const satisfies (keyof Settings)[];

/** As SNS posts to an HTTP subscriber, without the signature. Nobody waits for the answer. */
const post = (url: string | undefined, topic: string, message: string): void => {
	if (url === undefined) return;
	const body = JSON.stringify({Type: 'Notification', TopicArn: topic, Message: message});
	const headers = {'Content-Type': 'text/plain; charset=UTF-8', 'x-amz-sns-message-type': 'Notification'};
	fetch(url, {method: 'POST', headers, body, signal: AbortSignal.timeout(10_000)}).catch(() => {});
};

/** Runs `seed` if it never ran in this world, all of it or nothing. */
export const seedOnce = (world: World, seed: () => void): void => {
	if (world.store.get(`SELECT 1 FROM facts WHERE name = 'seeded'`)) return;
	transaction(world, () => {
		seed();
		world.store.run(`INSERT INTO facts VALUES ('seeded', 1)`);
	});
};

/** Every so many milliseconds of real time somebody should look at the world. */
export const lookEvery = 500;

/** Does what no request causes: sends notifications in time, and notes how late it is. */
export const look = (world: World, durable: boolean): void => {
	if (world.settings.notificationUrl !== undefined) settle(world);
	// A clock as slow as the machine's is right again after a restart anyway.
	if (durable && world.clock.now() > Date.now() + 1000) noteTime(world);
};
