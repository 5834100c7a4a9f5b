import {archiveOverhead} from '../../model/limits.ts';
import {timestamp} from '../../model/timestamp.ts';
import {refuse} from '../errors.ts';
import {fallsDue, nextNumber, now, type Realm, type World} from './world.ts';

/** A vault's record. */
export type Vault = {
	number: number;
	account: string;
	region: string;
	name: string;
	created: number;
	/** What it holds now. */
	archives: number;
	bytes: number;
	/** The number of the last change to its archives, 0 when there was none. */
	last_change: number;
	/** What its last inventory says; the date is null when there was none. */
	inventory_date: number | null;
	inventory_change: number;
	inventory_archives: number;
	inventory_bytes: number;
	/** Archives removed up to this change are forgotten. */
	forgotten_change: number;
	access_policy: string | null;
	/** JSON, as are the two below. */
	notifications: string | null;
	tags: string;
	lock: string | null;
};

/** China and the US government have partitions of their own. */
const partition = (region: string): string =>
	region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';

/** `arn:aws:glacier:REGION:ACCOUNT:` and what follows. */
export const arn = ({account, region}: Realm, resource: string): string =>
	`arn:${partition(region)}:glacier:${region}:${account}:${resource}`;

/** The ARN of a vault, which need not exist. */
export const vaultArn = (realm: Realm, name: string): string => arn(realm, `vaults/${name}`);

/** The ARN of a vault that exists. */
export const arnOf = (vault: Vault): string => vaultArn(vault, vault.name);

/** The vault of that name. */
export const findVault = ({store}: World, {account, region}: Realm, name: string): Vault | undefined =>
	store.get<Vault>('SELECT * FROM vaults WHERE account = ? AND region = ? AND name = ?', account, region, name);

/** The record as it is now. */
export const vaultByNumber = ({store}: World, number: number): Vault =>
	store.get<Vault>('SELECT * FROM vaults WHERE number = ?', number)!;

/**
 * The record as it is now.
 * @throws Refusal ResourceNotFoundException when the vault was deleted while a body came in
 */
export const stillThere = ({store}: World, vault: Vault): Vault => {
	const current = store.get<Vault>('SELECT * FROM vaults WHERE number = ?', vault.number);
	if (!current) throw refuse.vaultNotFound(arnOf(vault));
	return current;
};

/** How many vaults there are. */
export const countVaults = ({store}: World, {account, region}: Realm): number =>
	store.get<{n: number}>('SELECT count(*) AS n FROM vaults WHERE account = ? AND region = ?', account, region)!.n;

/** Vaults by name, from the name `from` on, at most `most`. */
export const vaultsFrom = ({store}: World, {account, region}: Realm, from: string, most: number): Vault[] =>
	store.all<Vault>(
		'SELECT * FROM vaults WHERE account = ? AND region = ? AND name >= ? ORDER BY name LIMIT ?',
		account,
		region,
		from,
		most,
	);

/** Makes a vault unless there is one of that name. */
export const createVault = (world: World, realm: Realm, name: string, created = now(world)): Vault => {
	world.store.run(
		'INSERT OR IGNORE INTO vaults (account, region, name, created) VALUES (?, ?, ?, ?)',
		realm.account,
		realm.region,
		name,
		created,
	);
	return findVault(world, realm, name)!;
};

/** Sets what hangs on a vault. */
export const setOnVault = (
	{store}: World,
	vault: Vault,
	what: 'access_policy' | 'notifications' | 'tags' | 'lock',
	value: string | null,
): void => {
	store.run(`UPDATE vaults SET ${what} = ? WHERE number = ?`, value, vault.number);
};

/** A vault's tags. */
export const tagsOf = (vault: Vault): Map<string, string> => new Map(JSON.parse(vault.tags));

/** What DescribeVault and ListVaults say; the figures are those of the last inventory (api-vault-get). */
export const describeVault = (vault: Vault) => ({
	CreationDate: timestamp(vault.created),
	LastInventoryDate: vault.inventory_date === null ? null : timestamp(vault.inventory_date),
	NumberOfArchives: vault.inventory_archives,
	SizeInBytes: vault.inventory_bytes + vault.inventory_archives * archiveOverhead,
	VaultARN: arnOf(vault),
	VaultName: vault.name,
});

/** Counts archives in or out of a vault and puts its next inventory on the calendar; returns the number of the change. */
export const countChange = (world: World, vault: Vault, archives: number, bytes: number): number => {
	const change = nextNumber(world.store, 'change');
	const due = world.settings.instantInventory ? now(world) : nextInventory(world, vault);
	world.store.run(
		`UPDATE vaults SET archives = archives + ?, bytes = bytes + ?, last_change = ?,
			inventory_due = coalesce(inventory_due, ?) WHERE number = ?`,
		archives,
		bytes,
		change,
		due,
		vault.number,
	);
	fallsDue(world, due);
	return change;
};

/** Inventories are made at the same time of every day: the time at which the vault was created. */
const nextInventory = (world: World, vault: Vault): number => {
	const {inventoryCycle} = world.settings;
	const passed = Math.floor((now(world) - vault.created) / inventoryCycle);
	return vault.created + (passed + 1) * inventoryCycle;
};

/** Whether anything was added to or removed from a vault since its last inventory. */
const hasChanged = (vault: Vault): boolean => vault.last_change > vault.inventory_change;

/**
 * Takes the vault's state as its inventory, dated `date`. Without a change since the last one nothing is made, and the
 * date stays (vault-inventory).
 */
export const makeInventory = (world: World, vault: Vault, date: number): void => {
	if (!hasChanged(vault)) return;
	forget(world, vault);
	world.store.run(
		`UPDATE vaults SET inventory_date = ?, inventory_change = last_change, inventory_archives = archives,
			inventory_bytes = bytes, inventory_due = NULL
		WHERE number = ?`,
		date,
		vault.number,
	);
};

/** Forgets removed archives that neither the last inventory nor the output of any job lists. */
const forget = ({store}: World, vault: Vault): void => {
	const {oldest} = store.get<{oldest: number | null}>(
		'SELECT min(pinned_change) AS oldest FROM jobs WHERE vault = ?',
		vault.number,
	)!;
	const change = Math.min(vault.inventory_change, oldest ?? Number.POSITIVE_INFINITY);
	store.run('DELETE FROM archives WHERE vault = ? AND removed <= ?', vault.number, change);
	store.run('UPDATE vaults SET forgotten_change = max(forgotten_change, ?) WHERE number = ?', change, vault.number);
};
