import type {Identities} from '../authentication/identities.ts';
import type {Faults} from '../faults/fault.ts';
import type {RequestLog} from '../request-log.ts';
import {canTurn, isServiceClock} from '../service-clock.ts';
import type {Kind, Rule} from '../synthetic/kinds.ts';
import {settle} from '../world/calendar.ts';
import {type JobSeed, seedJob} from '../world/job-seed.ts';
import {finishJobs} from '../world/jobs.ts';
import {type Notification, outbox} from '../world/notifications.ts';
import type {Settings} from '../world/settings.ts';
import {addSyntheticSet} from '../world/synthetic-sets.ts';
import {createVault, findVault, makeInventory, type Vault, vaultsFrom} from '../world/vaults.ts';
import {noteTime, now, type Realm, transaction, type World} from '../world/world.ts';

/**
 * What tests and the control endpoint can do to an emulator that no client of the service can. Vaults are named; they are
 * those of the emulator's own account and region.
 */
export type Control = {
	/** The emulator's own account and region. */
	readonly home: Realm;
	/** The service's time, milliseconds since 1970. */
	now(): number;
	/**
	 * Moves the service's clock on by milliseconds and lets all happen that falls due.
	 * @throws Error when the clock that was handed in cannot be turned
	 */
	advance(milliseconds: number): Promise<void>;
	/**
	 * Makes the service's clock run so many times as fast as the machine's; 0 stops it.
	 * @throws Error when a clock was handed in
	 */
	setSpeed(speed: number): void;
	/** Makes a vault, as if long ago, or leaves it as it is. */
	createVault(name: string, created?: number): void;
	/** Fills a vault, made if need be, with archives that exist only as a formula. */
	fill(name: string, kind: Kind, rule: Rule): void;
	/** Makes an inventory, dated `date`, of one vault or of all, wherever something has changed. */
	makeInventory(name?: string, date?: number): void;
	/** Starts a job that is as old as it says, and returns its id. */
	seedJob(name: string, job: JobSeed): string;
	/** Finishes all jobs in progress. */
	finishJobs(): void;
	/** How the service behaves; what is changed here counts from the next request on. */
	readonly settings: Settings;
	readonly faults: Faults;
	readonly requests: RequestLog;
	readonly identities: Identities;
	/** All notifications so far, oldest first. */
	outbox(): Notification[];
};

/** What the control functions work on. */
export type ControlParts = {world: World; identities: Identities; faults: Faults; requests: RequestLog};

/** The control functions of a world. */
export const createControl = ({world, identities, faults, requests}: ControlParts): Control => {
	const vaultNamed = (name: string): Vault => {
		const vault = findVault(world, world.home, name);
		if (!vault) throw new Error(`There is no vault ${name}.`);
		return vault;
	};
	return {
		home: world.home,
		settings: world.settings,
		faults,
		requests,
		identities,
		now: () => now(world),
		advance: async (milliseconds) => {
			if (!canTurn(world.clock)) throw new Error('This clock cannot be turned.');
			await world.clock.advance(milliseconds);
			noteTime(world);
			settle(world);
		},
		setSpeed: (speed) => {
			if (!isServiceClock(world.clock)) throw new Error('This clock has no speed.');
			world.clock.setSpeed(speed);
		},
		createVault: (name, created) => {
			createVault(world, world.home, name, created);
		},
		fill: (name, kind, rule) =>
			transaction(world, () => addSyntheticSet(world, createVault(world, world.home, name), kind, rule)),
		makeInventory: (name, date = now(world)) => {
			settle(world);
			const vaults = name === undefined ? vaultsFrom(world, world.home, '', -1) : [vaultNamed(name)];
			transaction(world, () => {
				for (const vault of vaults) makeInventory(world, vault, date);
			});
		},
		seedJob: (name, job) => transaction(world, () => seedJob(world, vaultNamed(name), job)),
		finishJobs: () => {
			finishJobs(world);
			settle(world);
		},
		outbox: () => {
			settle(world);
			return outbox(world);
		},
	};
};
