import type {ErrorValue} from '../../../model/errors/iceaxe-error.ts';
import {displayText} from '../../../model/names/display-text.ts';
import {wantsRetrieval} from '../../../model/transfer.ts';
import {type Line, span} from '../../text/line.ts';
import {labelled, paragraph} from '../form-lines.ts';
import type {DialogModule} from '../module.ts';

/** All that is known of a failure. */
export type ErrorDialog = {kind: 'error'; text: string; error: ErrorValue | null};

export const errorModule: DialogModule<ErrorDialog & {id: number}> = {
	context: 'reading',
	width: 76,
	title: () => [span('What failed', 'focus-title')],
	lines: ({text, error}, {width, look: {glyphs}}) => {
		const facts: [string, string | null][] = [
			['call', error?.operation ?? null],
			['code', error?.code ?? null],
			['lacks', error?.permission ?? null],
			['request', error?.requestId ?? null],
		];
		const known = facts.filter((fact): fact is [string, string] => fact[1] !== null);
		const [first = [], ...more] = paragraph(displayText(error?.message ?? text), width - 2, 'strong');
		return [
			[span(`${glyphs.failed} `, 'failed'), ...first],
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
	},
	keys: () => [
		['y', 'copy'],
		['@', 'log'],
		['esc', 'back'],
	],
};
