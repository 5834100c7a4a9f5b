import type {Identities, Identity} from '../authentication/identities.ts';
import type {RequestLine} from '../server.ts';
import {canTurn} from '../service-clock.ts';
import type {Kind, Rule} from '../synthetic/kinds.ts';
import {settle} from '../world/calendar.ts';
import {type JobSeed, seedJob} from '../world/job-seed.ts';
import {type Notification, outbox} from '../world/notifications.ts';
import {addSyntheticSet} from '../world/synthetic-sets.ts';
import {createVault, findVault, makeInventory, type Vault, vaultsFrom} from '../world/vaults.ts';
import {now, transaction, type World} from '../world/world.ts';

/**
 * What tests and the control endpoint can do to an emulator that no client of the service can. Vaults are named; they are
 * those of the emulator's own account and region.
 */
export type Control = {
	/** The service's time. */
	now(): number;
	/** Moves the service's clock on by milliseconds, if it can be turned, and lets all happen that falls due. */
	advance(milliseconds: number): Promise<void>;
	/** Makes a vault, as if long ago, or leaves it as it is. */
	createVault(name: string, created?: number): void;
	/** Fills a vault, made if need be, with archives that exist only as a formula. */
	fill(name: string, kind: Kind, rule: Rule): void;
	/** Makes an inventory, dated `date`, of one vault or of all that have changed. */
	makeInventory(name?: string, date?: number): void;
	/** Starts a job that is as old as it says. */
	seedJob(name: string, job: JobSeed): string;
	/** Finishes all jobs in progress. */
	finishJobs(): void;
	/** All requests so far, oldest first. */
	readonly requests: RequestLine[];
	/** All notifications so far, oldest first. */
	outbox(): Notification[];
	addIdentity(identity: Identity): void;
};

/** The control functions of a world. */
export const createControl = (world: World, identities: Identities, requests: RequestLine[]): Control => {
	const vaultNamed = (name: string): Vault => {
		const vault = findVault(world, world.home, name);
		if (!vault) throw new Error(`There is no vault ${name}.`);
		return vault;
	};
	return {
		requests,
		now: () => now(world),
		advance: async (milliseconds) => {
			if (!canTurn(world.clock)) throw new TypeError('This clock cannot be turned.');
			await world.clock.advance(milliseconds);
			settle(world);
		},
		createVault: (name, created) => {
			createVault(world, world.home, name, created);
		},
		fill: (name, kind, rule) =>
			transaction(world, () => {
				addSyntheticSet(world, createVault(world, world.home, name), kind, rule);
			}),
		makeInventory: (name, date = now(world)) => {
			const vaults = name === undefined ? vaultsFrom(world, world.home, '', -1) : [vaultNamed(name)];
			transaction(world, () => {
				for (const vault of vaults) makeInventory(world, vault, date);
			});
		},
		seedJob: (name, job) => transaction(world, () => seedJob(world, vaultNamed(name), job)),
		finishJobs: () => {
			world.store.run(`UPDATE jobs SET due = ? WHERE status = 'InProgress'`, now(world));
			world.nextDue = Number.NEGATIVE_INFINITY;
			settle(world);
		},
		outbox: () => {
			settle(world);
			return outbox(world);
		},
		addIdentity: (identity) => identities.put(identity),
	};
};
