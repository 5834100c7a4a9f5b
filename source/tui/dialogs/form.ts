import type {ErrorValue} from '../../model/errors/iceaxe-error.ts';
import {type Edit, edited, fieldOf, type TextField} from '../components/text-field/text-field.ts';

/** A line to type into. */
export type TextInput = {
	kind: 'text';
	name: string;
	label: string;
	field: TextField;
	/** What the engine completes in it. */
	completes: 'paths' | 'folders' | null;
	/** Completions of what stands there now. */
	options: readonly string[];
	/** What is taken when nothing stands there. */
	otherwise: string;
};

export type Option = {value: string; unavailable: string | null};

/** One of several. */
export type ChoiceInput = {kind: 'choice'; name: string; label: string; options: readonly Option[]; chosen: number};

export type Input = TextInput | ChoiceInput;

/** Fields in a row, one of which has the keys. */
export type Form = {inputs: readonly Input[]; at: number};

/** Something of many steps that a dialog has begun. */
export type RunningAct = {
	/** Under which the engine knows it. */
	actId: string;
	/** Steps that are done, that have failed, and all of them; null before the engine has told. */
	steps: {done: number; failed: number; of: number} | null;
	/** It was asked to stop. */
	stopping: boolean;
};

/** What every dialog with a form has beside its form. */
export type FormState = {
	form: Form;
	/** It was agreed to and is under way. */
	busy: boolean;
	/** What is under way, where escape can stop it. */
	running: RunningAct | null;
	/** Why it could not be done. */
	problem: ErrorValue | null;
};

/** What a person does in a form. */
export type FormEvent =
	| {do: 'next' | 'previous' | 'up' | 'down' | 'left' | 'right'}
	| {do: 'complete'}
	| {do: 'edit'; edit: Edit};

export const textInput = (
	name: string,
	label: string,
	more: Partial<Omit<TextInput, 'field'>> & {text?: string} = {},
): TextInput => {
	const {text = '', ...rest} = more;
	return {kind: 'text', name, label, field: fieldOf(text), completes: null, options: [], otherwise: '', ...rest};
};

export const choiceInput = (name: string, label: string, values: readonly string[], chosen = 0): ChoiceInput => ({
	kind: 'choice',
	name,
	label,
	options: values.map((value) => ({value, unavailable: null})),
	chosen,
});

export const formOf = (...inputs: readonly Input[]): FormState => ({
	form: {inputs, at: 0},
	busy: false,
	running: null,
	problem: null,
});

/** The input of a name; undefined when the form does not have it now. */
export const inputOf = (form: Form, name: string): Input | undefined =>
	form.inputs.find((input) => input.name === name);

/** What stands in an input: its text, or the value that is chosen; empty when there is no such input. */
export const enteredIn = (form: Form, name: string): string => {
	const input = inputOf(form, name);
	if (!input) return '';
	return input.kind === 'text' ? input.field.text : (input.options[input.chosen]?.value ?? '');
};

/** The form with an input in the place of the one with its name. */
export const withInput = (form: Form, changed: Input): Form => ({
	...form,
	inputs: form.inputs.map((input) => (input.name === changed.name ? changed : input)),
});

/** The start that all of them share. */
const sharedStart = (texts: readonly string[]): string => {
	const [first = '', ...others] = texts;
	let length = first.length;
	for (const other of others) while (!other.startsWith(first.slice(0, length))) length--;
	return first.slice(0, length);
};

/**
 * What the completions make of what stands there; undefined when they add nothing. Where a folder is asked for, one that is there is whole:
 * going on to the next field must not choose one in it.
 */
const completed = ({options, field: {text}, completes}: TextInput): string | undefined => {
	// Those of what stood there before may still be here.
	const fitting = options.filter((option) => option.startsWith(text));
	const isFolder = fitting.includes(`${text}/`) || (text.endsWith('/') && fitting.length > 0);
	if (completes === 'folders' && isFolder) return undefined;
	const shared = sharedStart(fitting);
	return shared.length > text.length ? shared : undefined;
};

/** What tab does in a form now. */
export const tabWord = ({inputs, at}: Form): string => {
	const input = inputs[at];
	return input?.kind === 'text' && completed(input) !== undefined ? 'complete' : 'next';
};

const step = (form: Form, by: 1 | -1): Form => ({
	...form,
	at: (form.at + by + form.inputs.length) % form.inputs.length,
});

/** The next option that can be chosen in a direction; the same when there is none. */
const chosenBeside = ({options, chosen}: ChoiceInput, by: 1 | -1): number => {
	for (let at = chosen + by; at >= 0 && at < options.length; at += by) if (options[at]!.unavailable === null) return at;
	return chosen;
};

/** The form after what a person did. Up and down go through the options of a choice and on to the field beyond. */
export const formAfter = (form: Form, event: FormEvent): Form => {
	const input = form.inputs[form.at];
	if (!input) return form;
	switch (event.do) {
		case 'next':
			return step(form, 1);
		case 'previous':
			return step(form, -1);
		case 'complete': {
			const text = input.kind === 'text' ? completed(input) : undefined;
			if (input.kind !== 'text' || text === undefined) return step(form, 1);
			return withInput(form, {...input, field: fieldOf(text), options: []});
		}
		case 'edit':
			if (input.kind !== 'text') return form;
			return withInput(form, {...input, field: edited(input.field, event.edit)});
		case 'up':
		case 'down': {
			const by = event.do === 'up' ? -1 : 1;
			if (input.kind === 'text') return step(form, by);
			const chosen = chosenBeside(input, by);
			return chosen === input.chosen ? step(form, by) : withInput(form, {...input, chosen});
		}
		case 'left':
		case 'right':
			if (input.kind === 'text') return withInput(form, {...input, field: edited(input.field, {do: event.do})});
			return withInput(form, {...input, chosen: chosenBeside(input, event.do === 'left' ? -1 : 1)});
	}
};
