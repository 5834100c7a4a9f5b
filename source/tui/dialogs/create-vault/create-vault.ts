import {vaultNameOf} from '../../../model/vault.ts';
import {span} from '../../text/line.ts';
import {enteredIn, type FormState, formOf, inputOf, type TextInput, textInput} from '../form.ts';
import {paragraph, problemLines, textLines} from '../form-lines.ts';
import type {DialogModule} from '../module.ts';
import {objectTo, runFrom} from '../run-command.ts';

/** Creates a vault in the region of the account. */
export type CreateVaultDialog = FormState & {kind: 'create-vault'};

export const createVaultDialog = (): CreateVaultDialog => ({
	kind: 'create-vault',
	...formOf(textInput('name', 'name')),
});

export const createVaultModule: DialogModule<CreateVaultDialog & {id: number}> = {
	context: 'form',
	width: 64,
	title: (_, {engine}) => [span(`Create a vault in ${engine.account?.region ?? 'this region'}`, 'focus-title')],
	lines: ({form, problem}, {width, look: {glyphs}}) => [
		...textLines(form, inputOf(form, 'name') as TextInput, width, glyphs),
		[],
		...paragraph('1 to 255 of a–z A–Z 0–9 _ - and . An empty vault costs nothing.', width, 'dim'),
		...problemLines(problem, width, glyphs),
	],
	keys: () => [
		['enter', 'create'],
		['esc', 'back'],
	],
	submit: async (dialog, screen) => {
		const name = enteredIn(dialog.form, 'name');
		if (vaultNameOf(name) !== name) return objectTo(screen, dialog, 'This cannot be the name of a vault.');
		const outputs = await runFrom(screen, dialog, 'vaults.create', {name});
		if (!outputs) return;
		screen.change({type: 'vault', vaultName: name, scroll: screen.state.getState().vaultsScroll});
		screen.say('good', `The vault ${name} is there.`);
	},
};
