import {pages} from '../../glacier/glacier.ts';
import {invalidInput, isAbort, toErrorValue} from '../../model/errors/errors.ts';
import {IceaxeError} from '../../model/errors/iceaxe-error.ts';
import {type Vault, vaultArn, vaultNameOf} from '../../model/vault.ts';
import {type Context, serviceNow} from '../context.ts';
import type {HandlersOf, Parts} from '../parts.ts';

const isDenied = (error: unknown): boolean => error instanceof IceaxeError && error.kind === 'denied';

/** Whose vaults these are is often known only from the first vault's ARN. */
const learnAccount = (context: Context, vault: Vault | undefined): void => {
	const accountId = vault?.vaultArn.split(':')[4];
	if (context.account.accountId !== '-' || !accountId || !/^\d{12}$/.test(accountId)) return;
	context.account = {...context.account, accountId};
	context.emit({type: 'account', account: context.account});
};

/** A vault of which no more than its name is known. */
const unknownVault = (context: Context, vaultName: string): Vault => ({
	vaultName,
	vaultArn: vaultArn(context.account.region, context.account.accountId, vaultName),
	creationDate: serviceNow(context),
	lastInventoryDate: null,
	numberOfArchives: 0,
	sizeInBytes: 0,
});

const listVaults = async ({glacier}: Context, signal: AbortSignal): Promise<Vault[]> => {
	const vaults: Vault[] = [];
	for await (const page of pages((marker) => glacier.listVaults({marker}, signal))) vaults.push(...page);
	return vaults;
};

/** Makes a vault known by its name, for a catalog that was never asked about it. Asks the service for nothing. */
export const ensureKnown = async (context: Context, vaultName: string): Promise<void> => {
	const {catalog, emit} = context;
	if ((await catalog.vaults.list()).some((vault) => vault.vaultName === vaultName)) return;
	const vault = unknownVault(context, vaultName);
	await catalog.vaults.save(vault);
	emit({type: 'vault', vault});
};

/** Asks for one vault and makes it known. Where that is denied, the vault is known by its name alone, and other calls may still work. */
export const describeVault = async (context: Context, vaultName: string, signal: AbortSignal): Promise<Vault> => {
	let vault: Vault;
	try {
		vault = await context.glacier.describeVault({vaultName}, signal);
	} catch (error) {
		if (!isDenied(error)) throw error;
		const known = (await context.catalog.vaults.list()).find((other) => other.vaultName === vaultName);
		vault = known ?? unknownVault(context, vaultName);
	}
	await context.catalog.vaults.save(vault);
	learnAccount(context, vault);
	context.emit({type: 'vault', vault});
	return vault;
};

/** What a person can do with vaults. */
export const vaultRequests = ({context}: Parts): HandlersOf<'vaults'> => ({
	'vaults.refresh': async (_, signal) => {
		const {catalog, emit} = context;
		let listed = true;
		try {
			await catalog.vaults.replaceAll(await listVaults(context, signal));
		} catch (error) {
			if (!isDenied(error)) throw error;
			listed = false;
		}
		const vaults = await catalog.vaults.list();
		learnAccount(context, vaults[0]);
		emit({type: 'vaults', vaults, listed, at: serviceNow(context)});
		return vaults;
	},

	'vaults.describe': ({vault}, signal) => {
		const vaultName = vaultNameOf(vault);
		if (!vaultName) throw invalidInput(`${vault} is neither the name nor the ARN of a vault.`);
		return describeVault(context, vaultName, signal);
	},

	'vaults.look': async ({vaultName}, signal) => {
		try {
			await context.glacier.describeVault({vaultName}, signal);
			return null;
		} catch (error) {
			if (isAbort(error)) throw error;
			const value = toErrorValue(error);
			if (value.kind === 'not-found') throw error;
			return value;
		}
	},

	'vaults.create': async ({vaultName}, signal) => {
		await context.glacier.createVault({vaultName}, signal);
		return describeVault(context, vaultName, signal);
	},

	'vaults.delete': async ({vaultName}, signal) => {
		await context.glacier.deleteVault({vaultName}, signal);
		await context.catalog.vaults.remove(vaultName);
		context.emit({type: 'vault-gone', vaultName});
		return null;
	},
});
