import type {Flags} from './flags.ts';
import {
	checkPreference,
	defaultPreferences,
	type Preferences,
	preferenceNames,
	preferencesPath,
	readPreferences,
} from './preferences.ts';

/**
 * The preferences as they hold for this run, flags first, and where each comes from.
 * @throws IceaxeError `invalid-input` when a flag or the file says what cannot be.
 */
export const effectivePreferences = async (
	flags: Flags,
	folder: string,
): Promise<{preferences: Preferences; origins: Record<string, string>}> => {
	const said: Partial<Preferences> = {};
	const origins: Record<string, string> = {};
	if (flags.theme !== undefined) said.theme = checkPreference('theme', flags.theme, '--theme');
	if (flags.logLevel !== undefined) said.logLevel = checkPreference('logLevel', flags.logLevel, '--log-level');
	if (flags.ascii) said.ascii = true;
	if (flags.plainRender) said.plainRender = true;
	const stored = await readPreferences(folder);
	for (const name of preferenceNames) {
		const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
		origins[name] = name in said ? flag : name in stored ? preferencesPath(folder) : 'default';
	}
	return {preferences: {...defaultPreferences, ...stored, ...said}, origins};
};
