import type {Control} from '../control/control.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * Fills a new world with an account that looks like a real one: a year of nightly backups, a family's photographs, a small
 * office's files, a large network drive, an empty vault, and jobs in several states. All archives are formulas, so that it
 * takes no time and no room. Every moment is relative to the service's time at the start.
 */
export const seedDemoAccount = (control: Control): void => {
	const now = control.now();
	const today = Math.floor(now / day) * day;
	seedBackups(control, now, today);

	control.createVault('photos', today - 1460 * day);
	control.fill('photos', 'fastglacier', {count: 8214, start: today - 400 * day, seed: 2});
	control.makeInventory('photos', today - 3 * day + 7 * hour);

	control.createVault('mtglacier', today - 1130 * day);
	control.fill('mtglacier', 'mt-aws-glacier', {count: 2041, start: today - 1129 * day, seed: 3});
	control.makeInventory('mtglacier', today - 20 * day + 5 * hour);

	control.createVault('nas_2019', today - 2600 * day);
	control.fill('nas_2019', 'nas', {count: 100_000, start: today - 2590 * day, seed: 4});
	control.makeInventory('nas_2019', today - 2500 * day);

	control.createVault('archive-2014', today - 4480 * day);

	control.seedJob('summitroute_backup', {archive: 5, age: 2 * hour + 40 * minute, delay: 4 * hour + 6 * minute});
	control.seedJob('summitroute_backup', {archive: smallBackup, age: 7 * hour, delay: 4 * hour, tier: 'Standard'});
	control.seedJob('summitroute_backup', {archive: 6, age: 13 * hour, delay: 9 * hour, tier: 'Bulk'});
	control.seedJob('photos', {age: 22 * hour, delay: 4 * hour});
	control.seedJob('photos', {archive: 12, age: 3 * minute, delay: 5 * hour});
	control.seedJob('mtglacier', {
		archive: 40,
		age: 6 * hour,
		delay: 4 * hour,
		failure: 'The archive was deleted before it was retrieved.',
	});
};

/** Counted from the newest archive: a small one in the weekly set, which is the vault's first. */
const smallBackup = 365 + 3;

/**
 * 365 nights, one of them missing, and a small archive of the configuration each week. The last inventory was made before
 * the newest night was uploaded.
 */
const seedBackups = (control: Control, now: number, today: number): void => {
	const name = 'summitroute_backup';
	// Tonight's backup is there when the service's day is old enough.
	const newest = now - today > 4 * hour ? today : today - day;
	const missing = newest - 47 * day;
	const oldest = newest - 365 * day;
	control.createVault(name, oldest - 2 * day);
	control.fill(name, 'weekly', {count: 52, start: oldest, seed: 5});
	control.fill(name, 'nightly', {count: (missing - oldest) / day, start: oldest, seed: 1});
	control.fill(name, 'nightly', {count: (newest - missing) / day - 1, start: missing + day, seed: 1});
	control.makeInventory(name, newest - 10 * hour);
	control.fill(name, 'nightly', {count: 1, start: newest, seed: 1});
};
