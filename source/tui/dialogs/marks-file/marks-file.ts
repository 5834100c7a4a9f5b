import {bytesText, countedText} from '../../../model/format.ts';
import {displayText} from '../../../model/names/display-text.ts';
import {span} from '../../text/line.ts';
import {enteredIn, type FormState, formOf, inputOf, type TextInput, textInput, withInput} from '../form.ts';
import {labelled, paragraph, problemLines, textLines} from '../form-lines.ts';
import type {DialogModule} from '../module.ts';
import {objectTo, runFrom} from '../run-command.ts';

/** Writes the ids of what is marked to a file, or marks what stands in one. */
export type MarksFileDialog = FormState & {
	kind: 'marks-file';
	act: 'save' | 'load';
	vaultName: string;
	/** What is marked now. */
	marked: {count: number; bytes: number};
};

export const marksFileDialog = (
	act: MarksFileDialog['act'],
	vaultName: string,
	marked: MarksFileDialog['marked'],
): MarksFileDialog => ({
	...{kind: 'marks-file', act, vaultName, marked},
	...formOf(textInput('path', act === 'save' ? 'to' : 'from', {completes: 'paths'})),
});

const sentences = {
	save: 'A new file of archive ids, one a line: for scripts, and to mark the same archives again.',
	load: 'A file of archive ids, one a line. They are marked in addition to what is marked already.',
};

export const marksFileModule: DialogModule<MarksFileDialog & {id: number}> = {
	context: 'form',
	width: 76,
	title: ({act}) => [span(act === 'save' ? 'Save marks to a file' : 'Load marks from a file', 'focus-title')],
	lines: ({act, form, vaultName, marked: {count, bytes}, problem}, {width, look: {glyphs}}) => [
		labelled('vault', [span(`  ${displayText(vaultName)}`)]),
		labelled('marked', [
			span(count === 0 ? '  nothing yet' : `  ${countedText(count, 'archive')}, ${bytesText(bytes, {trim: true})}`),
		]),
		...textLines(form, inputOf(form, 'path') as TextInput, width, glyphs),
		[],
		...paragraph(sentences[act], width, 'dim'),
		...problemLines(problem, width, glyphs),
	],
	keys: ({act}) => [
		['enter', act],
		['tab', 'complete'],
		['esc', 'back'],
	],
	needs: ({form}, {settings: {folder}}) => {
		const prefix = enteredIn(form, 'path');
		return [{key: `paths ${prefix}`, name: 'paths.complete', takes: {prefix, folder}}];
	},
	answered: (dialog, _key, answer) => {
		const input = inputOf(dialog.form, 'path') as TextInput;
		return {...dialog, form: withInput(dialog.form, {...input, options: answer as string[]})};
	},
	submit: async (dialog, screen) => {
		const {act, vaultName, form} = dialog;
		const path = enteredIn(form, 'path').trim();
		if (path === '' || path.endsWith('/')) return objectTo(screen, dialog, 'There is no file named.');
		const [output] = (await runFrom(screen, dialog, `marks.${act}`, {file: path, vault: vaultName})) ?? [];
		if (output?.kind !== 'marks' || act === 'save') return;
		const {archives, unknown} = output.value;
		const marked = `${countedText(archives, 'archive')} ${archives === 1 ? 'is' : 'are'} marked now`;
		if (unknown === 0) return screen.say('good', `${marked}.`);
		screen.say(
			'attention',
			`${marked}; ${countedText(unknown, 'id')} of the file ${unknown === 1 ? 'belongs' : 'belong'} to no archive that is there.`,
		);
	},
};
