import type {LimitsChange} from '../../model/bandwidth.ts';
import {invalidInput} from '../../model/errors/errors.ts';
import type {ArgumentValues, Command} from '../command.ts';
import {textOf} from '../values.ts';

const countOf = (values: ArgumentValues, name: string): number | undefined => {
	const text = textOf(values, name);
	if (text === undefined) return undefined;
	if (!/^\d{1,4}$/.test(text)) throw invalidInput(`--${name} is a whole number, not \`${text}\`.`);
	return Number(text);
};

/** What was said; what was not is left out. */
const changeOf = (values: ArgumentValues): LimitsChange => {
	const said = {
		bandwidth: textOf(values, 'bandwidth'),
		transfersAtOnce: countOf(values, 'transfers'),
		chunksAtOnce: countOf(values, 'chunks'),
	};
	return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
};

export const limitTransfers: Command = {
	name: 'transfers.limit',
	title: 'Limit transfers',
	description:
		'Changes how fast all transfers move together, and how many at once; at once, and for later starts. Without anything it says what holds. 20M is 20 MB/s, off is no limit, 20M,08:00-18:00=2M is less by day.',
	arguments: [
		{
			name: 'bandwidth',
			title: 'How fast all together: 20M, off, or 20M,08:00-18:00=2M.',
			type: 'text',
			positional: true,
		},
		{name: 'transfers', title: 'Transfers whose bytes move at once.', type: 'text'},
		{name: 'chunks', title: 'Parts or chunks on their way for each of them, at most.', type: 'text'},
	],
	effect: 'none',
	needs: [],
	async *run(values, {link, signal}) {
		yield {kind: 'limits', value: await link.request('transfers.limits', changeOf(values), signal)};
	},
};
