import {bandwidthText, type OwnLimit, parseBandwidth, unlimited} from '../model/bandwidth.ts';
import type {Argument, ArgumentValues} from './command.ts';
import {textOf} from './values.ts';

/** For commands that begin transfers. */
export const limitOption: Argument = {
	name: 'limit',
	title:
		'How fast all that this command begins moves together: 20M, or 20M,08:00-18:00=2M. It stays with these transfers; what `transfers limit` says of all holds besides.',
	type: 'text',
	otherwise: 'only what holds for all',
};

/**
 * The limit of what a command begins; null for `off`, undefined when nothing was said.
 * @throws IceaxeError `invalid-input`
 */
export const ownLimitOf = (values: ArgumentValues): OwnLimit | null | undefined => {
	const text = textOf(values, 'limit');
	if (text === undefined) return undefined;
	const bandwidth = bandwidthText(parseBandwidth(text));
	return bandwidth === bandwidthText(unlimited) ? null : {group: crypto.randomUUID(), bandwidth};
};
