import {join} from 'node:path';
import {parseBandwidth} from '../model/bandwidth.ts';
import {invalidInput} from '../model/errors/errors.ts';
import type {Tier} from '../model/job.ts';
import {mostAtOnce} from '../model/limits.ts';
import {readTextFile} from '../platform/files.ts';
import {type LogLevel, logLevels} from '../platform/log-level.ts';

export const themes = ['terminal', 'dark', 'light', 'colour-blind', 'mono'] as const;
export const notifications = ['auto', 'osc9', 'osc777', 'bell', 'off'] as const;
export const indications = ['auto', 'on', 'off'] as const;
const tiers: readonly Tier[] = ['Expedited', 'Standard', 'Bulk'];

/** What a person has set once for always, in `config.json`. */
export type Preferences = {
	theme: (typeof themes)[number];
	/** No characters outside ASCII. */
	ascii: boolean;
	/** Leave the drawing to Ink alone, where the screen looks broken. */
	plainRender: boolean;
	/** How a person is called when a transfer has come to its end. */
	notify: (typeof notifications)[number];
	/** Whether the terminal's own indicator (a tab, a task bar) shows how far the transfers are; `auto`: where it is known to have one. */
	progress: (typeof indications)[number];
	/** The tier that is chosen when a restore is asked for. */
	tier: Tier;
	/** Where restored files go unless another folder is given; relative to the working folder. */
	downloadFolder: string;
	/** How fast all transfers move together, by the hour of the day; see model/bandwidth.ts. */
	bandwidth: string;
	/** Transfers whose bytes move at once; the others wait. */
	transfersAtOnce: number;
	/** Parts or chunks on their way for each of them. */
	chunksAtOnce: number;
	logLevel: LogLevel;
};

export const defaultPreferences: Preferences = {
	theme: 'terminal',
	ascii: false,
	plainRender: false,
	notify: 'auto',
	progress: 'auto',
	tier: 'Standard',
	downloadFolder: '.',
	bandwidth: 'off',
	transfersAtOnce: 3,
	chunksAtOnce: 6,
	logLevel: 'info',
};

/** What a value must be, in words, and whether it is. */
type Rule = {must: string; holds: (value: unknown) => boolean};

const oneOf = (values: readonly string[]): Rule => ({
	must: `one of ${values.join(', ')}`,
	holds: (value) => values.includes(value as string),
});
const yesOrNo: Rule = {must: 'true or false', holds: (value) => typeof value === 'boolean'};
const text: Rule = {must: 'a text', holds: (value) => typeof value === 'string' && value !== ''};
const upTo = (most: number): Rule => ({
	must: `a whole number from 1 to ${most}`,
	holds: (value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most,
});

const isBandwidth = (value: unknown): boolean => {
	try {
		return typeof value === 'string' && parseBandwidth(value) !== undefined;
	} catch {
		return false;
	}
};

const rules: Record<keyof Preferences, Rule> = {
	theme: oneOf(themes),
	ascii: yesOrNo,
	plainRender: yesOrNo,
	notify: oneOf(notifications),
	progress: oneOf(indications),
	tier: oneOf(tiers),
	downloadFolder: text,
	bandwidth: {must: 'a bandwidth such as 20M, off, or 20M,08:00-18:00=2M', holds: isBandwidth},
	transfersAtOnce: upTo(mostAtOnce.transfers),
	chunksAtOnce: upTo(mostAtOnce.chunks),
	logLevel: oneOf(logLevels),
};

export const preferenceNames = Object.keys(rules) as (keyof Preferences)[];

/**
 * The value, when it is one that this preference can have.
 * @throws IceaxeError `invalid-input` naming where it was said and what it must be.
 */
export const checkPreference = <Name extends keyof Preferences>(
	name: Name,
	value: unknown,
	where: string,
): Preferences[Name] => {
	if (rules[name].holds(value)) return value as Preferences[Name];
	throw invalidInput(`${where} must be ${rules[name].must}, not ${JSON.stringify(value)}.`);
};

/**
 * A preference from words of the command line.
 * @throws IceaxeError `invalid-input` when there is no such preference, or when it cannot have that value.
 */
export const parsePreference = (name: string, text: string): [keyof Preferences, Preferences[keyof Preferences]] => {
	const known = preferenceNamed(name);
	const value = text === 'true' ? true : text === 'false' ? false : /^\d+$/.test(text) ? Number(text) : text;
	return [known, checkPreference(known, value, name)];
};

/**
 * The name, if it is one of a preference.
 * @throws IceaxeError `invalid-input`
 */
export const preferenceNamed = (name: string): keyof Preferences => {
	const known = preferenceNames.find((one) => one === name);
	if (known) return known;
	throw invalidInput(`There is no setting ${name}.`, `There are: ${preferenceNames.join(', ')}.`);
};

/** The file of a config folder. */
export const preferencesPath = (folder: string): string => join(folder, 'config.json');

/**
 * What the file sets; what it does not set is left out, and what we don't know is let be: a newer version may.
 *
 * Read here and not by conf, whose validator takes longer to load than the screen may take to appear.
 * @throws IceaxeError `invalid-input` when it is no JSON object or a value cannot be.
 */
export const readPreferences = async (folder: string): Promise<Partial<Preferences>> => {
	const path = preferencesPath(folder);
	const content = await readTextFile(path);
	if (content === undefined) return {};
	let values: unknown;
	try {
		values = JSON.parse(content);
	} catch (error) {
		throw invalidInput(`${path} is not JSON: ${(error as Error).message}`, 'Correct it, or remove it.');
	}
	if (typeof values !== 'object' || values === null || Array.isArray(values)) {
		throw invalidInput(`${path} is not a JSON object.`, 'Correct it, or remove it.');
	}
	const known = Object.entries(values).filter(([name]) => preferenceNames.includes(name as keyof Preferences));
	return Object.fromEntries(
		known.map(([name, value]) => [name, checkPreference(name as keyof Preferences, value, `${name} in ${path}`)]),
	);
};

/**
 * Writes one preference into the file, which only its owner can read, and leaves the others. `undefined` takes it out.
 * @throws IceaxeError `invalid-input` when the value cannot be.
 */
export const changePreference = async <Name extends keyof Preferences>(
	folder: string,
	name: Name,
	value: Preferences[Name] | undefined,
): Promise<void> => {
	const {default: Conf} = await import('conf');
	const conf = new Conf({
		projectName: 'iceaxe',
		projectSuffix: '',
		cwd: folder,
		configName: 'config',
		configFileMode: 0o600,
	});
	if (value === undefined) conf.delete(name);
	else conf.set(name, checkPreference(name, value, name));
};
