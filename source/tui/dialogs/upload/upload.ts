import {displayText} from '../../../model/names/display-text.ts';
import {span} from '../../text/line.ts';
import {enteredIn, type FormState, formOf, inputOf, type TextInput, textInput, withInput} from '../form.ts';
import {labelled, paragraph, problemLines, textLines} from '../form-lines.ts';
import type {DialogModule} from '../module.ts';
import {objectTo, runFrom} from '../run-command.ts';

/** Uploads a file to a vault. */
export type UploadDialog = FormState & {kind: 'upload'; vaultName: string};

export const uploadDialog = (vaultName: string, folder: string): UploadDialog => ({
	kind: 'upload',
	vaultName,
	...formOf(
		textInput('path', 'file', {text: folder, completes: 'paths'}),
		textInput('description', 'describe', {otherwise: 'its path and time, in the mt2 form'}),
	),
});

export const uploadModule: DialogModule<UploadDialog & {id: number}> = {
	context: 'form',
	width: 76,
	title: () => [span('Upload a file', 'focus-title')],
	lines: ({form, vaultName, problem}, {width, look: {glyphs}}) => [
		labelled('to', [span(`  ${displayText(vaultName)}`)]),
		...textLines(form, inputOf(form, 'path') as TextInput, width, glyphs),
		...textLines(form, inputOf(form, 'description') as TextInput, width, glyphs),
		[],
		...paragraph(
			'It goes in parts, each with its hashes. The description is all that the service keeps of the name: leave it empty, and the name is shown again here and by other tools.',
			width,
			'dim',
		),
		...problemLines(problem, width, glyphs),
	],
	keys: () => [
		['enter', 'upload'],
		['tab', 'complete, next'],
		['esc', 'back'],
	],
	needs: ({form}) => {
		const prefix = enteredIn(form, 'path');
		return [{key: `paths ${prefix}`, name: 'paths.complete', takes: {prefix}}];
	},
	answered: (dialog, _key, answer) => {
		const input = inputOf(dialog.form, 'path') as TextInput;
		return {...dialog, form: withInput(dialog.form, {...input, options: answer as string[]})};
	},
	submit: async (dialog, screen) => {
		const path = enteredIn(dialog.form, 'path').trim();
		const description = enteredIn(dialog.form, 'description');
		if (path === '' || path.endsWith('/')) return objectTo(screen, dialog, 'There is no file chosen.');
		const outputs = await runFrom(screen, dialog, 'archives.upload', {
			file: [path],
			vault: dialog.vaultName,
			wait: false,
			...(description === '' ? {} : {description}),
		});
		if (outputs && outputs.length > 0) screen.change({type: 'focus', pane: 'transfers'});
	},
};
