import type {Clock} from '../../platform/clock.ts';
import type {Contents} from './contents.ts';
import type {Settings} from './settings.ts';
import type {Store} from './store.ts';

/** All that the service knows and everything it needs to answer. What is in it, its neighbours here say, a file for each noun. */
export type World = {
	readonly store: Store;
	readonly contents: Contents;
	readonly clock: Clock;
	readonly settings: Settings;
	/** The account and region that the emulator's own keys belong to. */
	readonly home: Realm;
	/** Called with each notification after it is in the outbox. */
	readonly notify: (topic: string, message: string) => void;
	/** The next moment at which something falls due by itself; nothing does before. */
	nextDue: number;
};

/** An account in one region: nothing is shared between two of them (amazon-glacier-data-model). */
export type Realm = {account: string; region: string};

/** The service's time, in whole milliseconds. */
export const now = (world: World): number => Math.floor(world.clock.now());

/** Does all of `work` or nothing of it, and notes how late it is: after a restart the service's clock goes on from there. */
export const transaction = <T>(world: World, work: () => T): T =>
	world.store.transaction(() => {
		const result = work();
		noteTime(world);
		return result;
	});

/** Writes down the service's time. */
export const noteTime = (world: World): void => {
	world.store.run(`REPLACE INTO facts VALUES ('time', ?)`, now(world));
};

/** The latest time that was written down; 0 in a new world. */
export const notedTime = (store: Store): number =>
	store.get<{value: number}>(`SELECT value FROM facts WHERE name = 'time'`)?.value ?? 0;

/** The next number of a counter that never goes back: `change`, `content`. */
export const nextNumber = (store: Store, counter: 'change' | 'content'): number =>
	store.get<{value: number}>(
		`INSERT INTO facts (name, value) VALUES (?, 1) ON CONFLICT DO UPDATE SET value = value + 1 RETURNING value`,
		counter,
	)!.value;

/** Notes that something falls due at `moment`, so that the next look at the calendar is not too late. */
export const fallsDue = (world: World, moment: number): void => {
	world.nextDue = Math.min(world.nextDue, moment);
};
