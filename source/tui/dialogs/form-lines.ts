import type {ErrorValue} from '../../model/errors/iceaxe-error.ts';
import {countText} from '../../model/format.ts';
import type {InventoryProgress} from '../../model/inventory.ts';
import {displayText} from '../../model/names/display-text.ts';
import {fieldLine} from '../components/text-field/field-line.ts';
import type {Glyphs} from '../glyphs.ts';
import {fitEnd, padEnd, wrap} from '../text/fit.ts';
import {fitLine, type Line, lineWidth, span, spread, type Tone} from '../text/line.ts';
import {cells} from '../text/width.ts';
import type {ChoiceInput, Form, Input, RunningAct, TextInput} from './form.ts';

/** Cells before the fields: their names stand there, below each other. */
export const labelWidth = 9;

/** A name and what belongs to it. */
export const labelled = (label: string, content: Line): Line => [span(padEnd(label, labelWidth), 'dim'), ...content];

const hasFocus = ({inputs, at}: Form, input: Input): boolean => inputs[at] === input;

/** The last part of a path, which is what completions differ in. */
const lastPart = (path: string): string => /[^/]*\/?$/.exec(path)![0];

/** As many completions as fit on one line, so that nothing below moves while one types. */
const completionsLine = (options: readonly string[], width: number): Line => {
	const indent = ' '.repeat(labelWidth + 2);
	let text = indent;
	for (const [index, option] of options.entries()) {
		const next = `${index === 0 ? '' : '   '}${displayText(lastPart(option))}`;
		const more = index === options.length - 1 ? '' : `   and ${options.length - index - 1} more`;
		if (cells(text) + cells(next) + cells(more) > width && index > 0) {
			return [span(`${text}   and ${options.length - index} more`, 'dim')];
		}
		text += next;
	}
	return [span(text, 'dim')];
};

/** A text field with something at its right end. Where it completes, its completions have the line below it. */
export const textLines = (form: Form, input: TextInput, width: number, glyphs: Glyphs, aside: Line = []): Line[] => {
	const focused = hasFocus(form, input);
	const room = width - labelWidth - 2 - (aside.length > 0 ? lineWidth(aside) + 2 : 0);
	const empty = input.field.text === '' && input.otherwise !== '';
	const content = fieldLine(input.field, room, focused);
	const shown = empty
		? [...content, span(` ${fitEnd(input.otherwise, Math.max(0, room - 2), glyphs.gap)}`, 'dim')]
		: content;
	const bar = span(focused ? `${glyphs.bar} ` : '  ', 'accent');
	const first = spread(labelled(input.label, [bar, ...shown]), aside, width);
	if (input.completes === null) return [first];
	return [first, focused ? completionsLine(input.options, width) : []];
};

/** The options of a choice below each other. `detail` says what each one means. */
export const choiceLines = (
	form: Form,
	input: ChoiceInput,
	width: number,
	glyphs: Glyphs,
	detail: (value: string) => Line,
): Line[] => {
	const focused = hasFocus(form, input);
	const widest = Math.max(...input.options.map(({value}) => cells(value)));
	return input.options.map(({value, unavailable}, index) => {
		const chosen = index === input.chosen;
		const tone: Tone = unavailable !== null ? 'dim' : chosen ? (focused ? 'selected' : 'strong') : 'plain';
		const name = padEnd(value, widest + 1);
		const bar = span(chosen ? glyphs.bar : ' ', chosen && focused && unavailable === null ? 'bar' : 'accent');
		const rest = unavailable === null ? detail(value) : [span(unavailable, 'dim')];
		return fitLine(
			[...labelled(index === 0 ? input.label : '', [bar]), span(` ${name}`, tone), span('  '), ...rest],
			width,
		);
	});
};

/** Sentences, broken where they must be. */
export const paragraph = (text: string, width: number, tone: Tone = 'plain'): Line[] =>
	wrap(text, width).map((line) => [span(line, tone)]);

/** Why it could not be done, and what to do. */
export const problemLines = (problem: ErrorValue | null, width: number, glyphs: Glyphs): Line[] => {
	if (problem === null) return [];
	const [first = '', ...more] = wrap(displayText(problem.message), width - 2);
	return [
		[],
		[span(`${glyphs.failed} `, 'failed'), span(first, 'failed')],
		...more.map((line): Line => [span('  '), span(line, 'failed')]),
		...(problem.hint === null
			? []
			: wrap(displayText(problem.hint), width - 2).map((line): Line => [span('  '), span(line)])),
	];
};

/** How far what a dialog has begun is, and what escape does meanwhile. `doing` is what is done, such as `Deleting`. */
export const actLines = (running: RunningAct, doing: string, width: number): Line[] => {
	const {steps, stopping} = running;
	const failed = steps && steps.failed > 0 ? `, ${countText(steps.failed)} failed` : '';
	const far = steps ? `${doing}: ${countText(steps.done)} of ${countText(steps.of)} done${failed}.` : `${doing} …`;
	return [
		...paragraph(far, width, 'strong'),
		...paragraph(
			stopping ? 'No more is begun. What is on its way comes to its end.' : 'esc stops what has not been sent yet.',
			width,
			'dim',
		),
	];
};

/** The keys of a dialog, at the right of its last line. */
export const keyWords = (keys: readonly (readonly [key: string, word: string])[]): Line =>
	keys.flatMap(([key, word], index) => [span(index === 0 ? '' : '   '), span(key, 'accent'), span(` ${word}`, 'dim')]);

/** For a view of a vault of which there is no inventory. One may be under way, and `progress` says how far it is. */
export const nothingKnownLines = (width: number, progress: InventoryProgress | null): Line[] => {
	const why =
		progress === null
			? 'it takes an inventory, which i asks for.'
			: progress.step === 'retrieving'
				? 'the service makes its first inventory.'
				: 'its first inventory is being read, and this takes all of it.';
	return paragraph(`Nothing is known of this vault yet: ${why}`, width, 'dim');
};
