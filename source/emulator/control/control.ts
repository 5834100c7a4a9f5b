import type {Identities, Identity} from '../authentication/identities.ts';
import type {RequestLine} from '../server.ts';
import {canTurn} from '../service-clock.ts';
import {settle} from '../world/calendar.ts';
import {type Notification, outbox} from '../world/notifications.ts';
import {createVault, findVault, makeInventory, vaultsFrom} from '../world/vaults.ts';
import {now, type World} from '../world/world.ts';

/** What tests and the control endpoint can do to an emulator that no client of the service can. Vaults are those of its home account and region. */
export type Control = {
	readonly world: World;
	/** Moves the service's clock on by milliseconds, if it can be turned. */
	advance(milliseconds: number): Promise<void>;
	/** Makes a vault, or returns without a word if it is there. */
	createVault(name: string, created?: number): void;
	/** Makes an inventory of a vault, or of all, now. */
	makeInventory(name?: string): void;
	/** Finishes all jobs in progress. */
	finishJobs(): void;
	/** All requests so far, oldest first. */
	readonly requests: RequestLine[];
	/** All notifications so far, oldest first. */
	outbox(): Notification[];
	addIdentity(identity: Identity): void;
};

/** The control functions of a world. */
export const createControl = (world: World, identities: Identities, requests: RequestLine[]): Control => ({
	world,
	requests,
	advance: async (milliseconds) => {
		if (!canTurn(world.clock)) throw new TypeError('This clock cannot be turned.');
		await world.clock.advance(milliseconds);
		settle(world);
	},
	createVault: (name, created) => {
		createVault(world, world.home, name, created);
	},
	makeInventory: (name) => {
		settle(world);
		const vault = name === undefined ? undefined : findVault(world, world.home, name);
		for (const each of vault ? [vault] : vaultsFrom(world, world.home, '', -1)) {
			makeInventory(world, each, now(world));
		}
	},
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
});
