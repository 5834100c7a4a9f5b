import type {ErrorValue} from '../../../model/errors/iceaxe-error.ts';
import {countText} from '../../../model/format.ts';
import {displayText} from '../../../model/names/display-text.ts';
import {wantsRetrieval} from '../../../model/transfer.ts';
import type {LogRow} from '../../panes/log/model.ts';
import {fitMiddle} from '../../text/fit.ts';
import {type Line, span} from '../../text/line.ts';
import {labelled, paragraph} from '../form-lines.ts';
import type {DialogModule} from '../module.ts';

/** All that is known of a failure, or of what else was told. */
export type ErrorDialog = {
	kind: 'error';
	text: string;
	error: ErrorValue | null;
	/** What it is about, one by one. */
	about: readonly string[];
	failed: boolean;
};

type Told = {text: string; error: ErrorValue | null; lines?: readonly string[]; level?: LogRow['level']};

export const errorDialog = ({text, error, lines = [], level = 'error'}: Told): ErrorDialog => ({
	...{kind: 'error', text, error, about: lines},
	failed: error !== null || level === 'error' || level === 'failed-call',
});

/** As many as there is room for; the log has all. */
const aboutLines = (about: readonly string[], width: number, room: number, gap: string): Line[] => {
	if (about.length === 0) return [];
	const most = Math.max(1, room - 1);
	const shown = about.length <= most ? about : about.slice(0, Math.max(0, most - 1));
	const more = about.length - shown.length;
	return [
		[],
		...shown.map((text): Line => [span('  '), span(fitMiddle(displayText(text), width - 2, gap))]),
		...(more > 0 ? [[span('  '), span(`and ${countText(more)} more: @ names them`, 'dim')]] : []),
	];
};

export const errorModule: DialogModule<ErrorDialog & {id: number}> = {
	context: 'reading',
	width: 76,
	title: ({failed}) => [span(failed ? 'What failed' : 'What happened', 'focus-title')],
	lines: ({text, error, about, failed}, {width, height, look: {glyphs}}) => {
		const facts: [string, string | null][] = [
			['call', error?.operation ?? null],
			['code', error?.code ?? null],
			['lacks', error?.permission ?? null],
			['request', error?.requestId ?? null],
		];
		const known = facts.filter((fact): fact is [string, string] => fact[1] !== null);
		const [first = [], ...more] = paragraph(displayText(error?.message ?? text), width - 2, 'strong');
		const sign = failed ? span(`${glyphs.failed} `, 'failed') : span('! ', 'attention');
		const said: Line[] = [
			[sign, ...first],
			...more.map((line): Line => [span('  '), ...line]),
			...(error?.hint
				? [[], ...paragraph(displayText(error.hint), width - 2).map((line) => [span('  '), ...line])]
				: []),
			...(error && wantsRetrieval(error)
				? [
						[],
						...paragraph('p on the transfer says what it costs, and asks.', width - 2).map((line) => [
							span('  '),
							...line,
						]),
					]
				: []),
			...(known.length > 0 ? [[]] : []),
			...known.map(([name, value]): Line => [span('  '), ...labelled(name, [span(displayText(value))])]),
		];
		return [...said, ...aboutLines(about, width, height - said.length, glyphs.gap)];
	},
	keys: () => [
		['y', 'copy'],
		['@', 'log'],
		['esc', 'back'],
	],
};
