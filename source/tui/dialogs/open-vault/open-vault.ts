import {vaultNameOf} from '../../../model/vault.ts';
import {span} from '../../text/line.ts';
import {enteredIn, type FormState, formOf, inputOf, type TextInput, textInput} from '../form.ts';
import {paragraph, problemLines, textLines} from '../form-lines.ts';
import type {DialogModule} from '../module.ts';
import {objectTo, runFrom} from '../run-command.ts';

/** Opens a vault that is not in the list, as where a key may not list vaults. */
export type OpenVaultDialog = FormState & {kind: 'open-vault'};

export const openVaultDialog = (): OpenVaultDialog => ({kind: 'open-vault', ...formOf(textInput('vault', 'vault'))});

export const openVaultModule: DialogModule<OpenVaultDialog & {id: number}> = {
	context: 'form',
	width: 76,
	title: () => [span('Open a vault', 'focus-title')],
	lines: ({form, problem}, {width, look: {glyphs}}) => [
		...textLines(form, inputOf(form, 'vault') as TextInput, width, glyphs),
		[],
		...paragraph('By its name or its ARN. It is remembered, also where this key may not list vaults.', width, 'dim'),
		...problemLines(problem, width, glyphs),
	],
	keys: () => [
		['enter', 'open'],
		['esc', 'back'],
	],
	submit: async (dialog, screen) => {
		const vault = enteredIn(dialog.form, 'vault').trim();
		const vaultName = vaultNameOf(vault);
		if (vaultName === undefined) return objectTo(screen, dialog, 'This is neither the name nor the ARN of a vault.');
		const outputs = await runFrom(screen, dialog, 'vaults.describe', {vault});
		if (!outputs) return;
		screen.change({type: 'vault', vaultName, scroll: screen.state.getState().vaultsScroll});
		screen.change({type: 'focus', pane: 'inventory'});
	},
};
