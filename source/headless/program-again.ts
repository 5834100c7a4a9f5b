import {type GlobalOption, type GlobalValues, globalOptions} from './global-options.ts';

/** The options that decide whose vaults these are and where state lives; others change nothing about what can be taken up again. */
const deciding = ['demo', 'profile', 'region', 'accountId', 'endpointUrl', 'state'] as const;

/** A word as a shell reads it back. */
const quoted = (text: string): string =>
	/^[A-Za-z0-9_./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** The options that decide whose vaults these are and where state lives, as arguments for another process of this program. */
export const decidingArguments = (flags: GlobalValues): string[] =>
	deciding.flatMap((name) => {
		const value = flags[name];
		if (value === undefined) return [];
		const option: GlobalOption = globalOptions[name];
		const flag = option.flags.split(' ')[0]!;
		return typeof value === 'string' ? [flag, value] : [flag];
	});

/** How this program is called again for the same account and state: `iceaxe --profile backup`. */
export const programAgain = (flags: GlobalValues): string => {
	return ['iceaxe', ...decidingArguments(flags).map(quoted)].join(' ');
};
