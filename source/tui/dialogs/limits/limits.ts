import {bandwidthAt, parseBandwidth, type TransferLimits} from '../../../model/bandwidth.ts';
import {toErrorValue} from '../../../model/errors/errors.ts';
import {rateText} from '../../../model/format.ts';
import {span} from '../../text/line.ts';
import {enteredIn, type FormState, formOf, inputOf, type TextInput, textInput} from '../form.ts';
import {paragraph, problemLines, textLines} from '../form-lines.ts';
import type {DialogModule} from '../module.ts';
import {runFrom} from '../run-command.ts';

/** Changes what limits all transfers together. */
export type LimitsDialog = FormState & {kind: 'limits'};

export const limitsDialog = ({bandwidth, transfersAtOnce, chunksAtOnce}: TransferLimits): LimitsDialog => ({
	kind: 'limits',
	...formOf(
		textInput('bandwidth', 'speed', {text: bandwidth === 'off' ? '' : bandwidth, otherwise: 'off'}),
		textInput('transfers', 'at once', {text: String(transfersAtOnce)}),
		textInput('chunks', 'parts', {text: String(chunksAtOnce)}),
	),
});

/** What the bandwidth that stands there means now, or why it is none. */
const meaning = (text: string): string => {
	try {
		const now = new Date();
		const rate = bandwidthAt(parseBandwidth(text || 'off'), now.getHours() * 60 + now.getMinutes());
		return rate === null ? 'no limit now' : `${rateText(rate, {trim: true})} now`;
	} catch (error) {
		return toErrorValue(error).message;
	}
};

export const limitsModule: DialogModule<LimitsDialog & {id: number}> = {
	context: 'form',
	width: 72,
	title: () => [span('Limit all transfers together', 'focus-title')],
	lines: ({form, problem}, {width, look: {glyphs}}) => {
		const field = (name: string, aside: string) =>
			textLines(form, inputOf(form, name) as TextInput, width, glyphs, [span(aside, 'dim')]);
		return [
			...field('bandwidth', meaning(enteredIn(form, 'bandwidth'))),
			...field('transfers', 'transfers that move'),
			...field('chunks', 'of each, at most'),
			[],
			...paragraph(
				'20M is 20 MB/s, off is no limit. For hours of the day: 20M,08:00-18:00=2M. It holds at once, and for later starts.',
				width,
				'dim',
			),
			...problemLines(problem, width, glyphs),
		];
	},
	keys: () => [
		['enter', 'limit'],
		['tab', 'next field'],
		['esc', 'back'],
	],
	submit: async (dialog, screen) => {
		const said = (name: string) => enteredIn(dialog.form, name);
		await runFrom(screen, dialog, 'transfers.limit', {
			bandwidth: said('bandwidth') || 'off',
			transfers: said('transfers'),
			chunks: said('chunks'),
		});
	},
};
