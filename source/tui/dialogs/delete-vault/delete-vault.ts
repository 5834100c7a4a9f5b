import {displayText} from '../../../model/names/display-text.ts';
import {span} from '../../text/line.ts';
import {enteredIn, type FormState, formOf, inputOf, type TextInput, textInput} from '../form.ts';
import {paragraph, problemLines, textLines} from '../form-lines.ts';
import type {DialogModule} from '../module.ts';
import {objectTo, runFrom} from '../run-command.ts';

/** Deletes a vault, whose name is typed. */
export type DeleteVaultDialog = FormState & {kind: 'delete-vault'; vaultName: string};

export const deleteVaultDialog = (vaultName: string): DeleteVaultDialog => ({
	kind: 'delete-vault',
	vaultName,
	...formOf(textInput('typed', 'its name')),
});

export const deleteVaultModule: DialogModule<DeleteVaultDialog & {id: number}> = {
	context: 'form',
	width: 70,
	title: ({vaultName}) => [span(`Delete the vault ${displayText(vaultName)}`, 'focus-title')],
	lines: ({form, problem}, {width, look: {glyphs}}) => [
		...paragraph(
			'It cannot be brought back. The service deletes a vault only when its last inventory was empty and nothing was written since.',
			width,
		),
		[],
		...paragraph('Type its name to delete it.', width),
		[],
		...textLines(form, inputOf(form, 'typed') as TextInput, width, glyphs),
		...problemLines(problem, width, glyphs),
	],
	keys: () => [
		['enter', 'delete for good'],
		['esc', 'back'],
	],
	submit: async (dialog, screen) => {
		const {vaultName, form} = dialog;
		if (enteredIn(form, 'typed') !== vaultName)
			return objectTo(screen, dialog, `That is not ${displayText(vaultName)}.`);
		const outputs = await runFrom(screen, dialog, 'vaults.delete', {vault: vaultName});
		if (outputs) screen.say('good', `The vault ${vaultName} is deleted.`);
	},
};
