import {homedir} from 'node:os';
import {join, resolve} from 'node:path';
import type {Account} from '../model/account.ts';
import type {Selection} from '../model/archive.ts';
import {invalidInput} from '../model/errors/errors.ts';
import {parseBytes} from '../model/parse-bytes.ts';
import type {EngineLink} from '../model/requests.ts';
import {vaultNameOf} from '../model/vault.ts';
import type {Argument, ArgumentValues} from './command.ts';

/** The vault that a command is about, where it is not its first argument. */
export const vaultOption: Argument = {
	name: 'vault',
	title: 'The vault, by its name or its ARN.',
	type: 'vault',
	required: true,
};

/** The text of an argument; `undefined` when it was not given. */
export const textOf = (values: ArgumentValues, name: string): string | undefined => {
	const value = values[name];
	return typeof value === 'string' && value !== '' ? value : undefined;
};

/**
 * The text of an argument that must be there.
 * @throws IceaxeError `invalid-input`
 */
export const requiredText = (values: ArgumentValues, name: string): string => {
	const value = textOf(values, name);
	if (value === undefined) throw invalidInput(`Nothing is given for \`${name}\`.`);
	return value;
};

/**
 * The values of an argument that takes several, each one once.
 * @throws IceaxeError `invalid-input` when there is none
 */
export const manyOf = (values: ArgumentValues, name: string): string[] => {
	const value = values[name];
	const given = typeof value === 'string' ? [value] : Array.isArray(value) ? (value as string[]) : [];
	const named = [...new Set(given.filter((text) => text !== ''))];
	if (named.length === 0) throw invalidInput(`Nothing is given for \`${name}\`.`);
	return named;
};

/** All values of an option that may be given several times; none when it was not. */
export const allOf = (values: ArgumentValues, name: string): string[] => {
	const value = values[name];
	return typeof value === 'string' ? [value] : Array.isArray(value) ? [...value] : [];
};

/** A path that a person gave, absolute: relative to the folder of the face, `~` for the home folder. */
export const absolutePath = (folder: string, path: string): string =>
	path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : resolve(folder, path);

/**
 * The bytes of an argument such as `64M` or `300G`; `undefined` when it was not given.
 * @throws IceaxeError `invalid-input` when it is no size
 */
export const bytesIn = (values: ArgumentValues, name: string): number | undefined => {
	const text = textOf(values, name);
	if (text === undefined) return undefined;
	const bytes = parseBytes(text);
	if (bytes !== undefined && Number.isSafeInteger(bytes)) return bytes;
	throw invalidInput(`\`${text}\` is no size for --${name}.`, 'Sizes are written 64M or 300G.');
};

/** The region that the engine works in, for prices. */
export const regionOf = async (link: EngineLink): Promise<string> => (await accountOf(link))?.region ?? '';

const accountOf = async (link: EngineLink): Promise<Account | undefined> => {
	const events = await link.request('session.snapshot', {});
	return events.find((event) => event.type === 'account')?.account;
};

const arnParts = /^arn:[a-z-]+:glacier:([a-z0-9-]+):(\d{12}):/;

/**
 * The name of the vault that was given by its name or its ARN.
 * @throws IceaxeError `invalid-input` when it is neither, or when the ARN is of another region or account: the vault that has the same name
 * here is not the one that was meant.
 */
export const chosenVault = async (values: ArgumentValues, link: EngineLink, name = 'vault'): Promise<string> => {
	const given = requiredText(values, name);
	const vaultName = vaultNameOf(given);
	if (vaultName === undefined) {
		throw invalidInput(
			`\`${given}\` is neither the name nor the ARN of a vault.`,
			'A name has 1 to 255 of the characters a–z, A–Z, 0–9, _, - and .',
		);
	}
	const [, region, accountId] = arnParts.exec(given.trim()) ?? [];
	if (region !== undefined) await checkPlace(link, given, region, accountId!);
	return vaultName;
};

const checkPlace = async (link: EngineLink, arn: string, region: string, accountId: string): Promise<void> => {
	const account = await accountOf(link);
	if (!account) return;
	if (account.region !== region) {
		throw invalidInput(`${arn} is in ${region}, and this is ${account.region}.`, `Add --region ${region}.`);
	}
	if (/^\d{12}$/.test(account.accountId) && account.accountId !== accountId) {
		throw invalidInput(
			`${arn} belongs to the account ${accountId}, and this is ${account.accountId}.`,
			`Add --account-id ${accountId} if its owner has given you access.`,
		);
	}
};

/**
 * The archives that are meant: those whose ids were given in `archive`, or, when a screen says `marked`, those that are marked in the vault
 * (with `filter`: of these only the ones that it shows). Marks live in a session of the screen, so the command line has no option for them.
 */
export const markedSelection = (values: ArgumentValues): Selection | undefined => {
	if (values.marked !== true) return undefined;
	const filter = textOf(values, 'filter');
	return filter === undefined ? {marked: true} : {marked: true, filter};
};
