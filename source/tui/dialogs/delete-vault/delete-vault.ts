import {bytesText, countedText, dayText} from '../../../model/format.ts';
import {displayText} from '../../../model/names/display-text.ts';
import type {State} from '../../../store/state.ts';
import {span} from '../../text/line.ts';
import {enteredIn, type FormState, formOf, inputOf, type TextInput, textInput} from '../form.ts';
import {paragraph, problemLines, textLines} from '../form-lines.ts';
import type {DialogModule} from '../module.ts';
import {objectTo, runFrom} from '../run-command.ts';

/** Deletes a vault, whose name is typed. */
export type DeleteVaultDialog = FormState & {kind: 'delete-vault'; vaultName: string};

/** What is in it, as the catalog knows it, else as the service counted it: an empty vault is one thing, and thirteen backups are another. */
const holds = ({inventories, vaults}: State, vaultName: string): string => {
	const inventory = inventories[vaultName]?.inventory;
	if (inventory) {
		const {archives, bytes, inventoryDate} = inventory;
		const since =
			inventoryDate === null ? '' : `, by the inventory of ${dayText(inventoryDate)} and what was done here since`;
		return `It holds ${contents(archives, bytes)}${since}.`;
	}
	const counted = vaults.vaults.find((vault) => vault.vaultName === vaultName);
	if (!counted?.lastInventoryDate) return 'What it holds is not known here.';
	const {numberOfArchives, sizeInBytes, lastInventoryDate} = counted;
	return `It held ${contents(numberOfArchives, sizeInBytes)} when the service counted, on ${dayText(lastInventoryDate)}.`;
};

const contents = (archives: number, bytes: number): string =>
	archives === 0 ? 'nothing' : `${countedText(archives, 'archive')}, ${bytesText(bytes, {trim: true})}`;

export const deleteVaultDialog = (vaultName: string): DeleteVaultDialog => ({
	kind: 'delete-vault',
	vaultName,
	...formOf(textInput('typed', 'its name')),
});

export const deleteVaultModule: DialogModule<DeleteVaultDialog & {id: number}> = {
	context: 'form',
	width: 70,
	title: ({vaultName}) => [span(`Delete the vault ${displayText(vaultName)}`, 'focus-title')],
	lines: ({form, busy, problem, vaultName}, {width, engine, look: {glyphs}}) => [
		...paragraph(holds(engine, vaultName), width, 'strong'),
		[],
		...paragraph(
			'It cannot be brought back. The service deletes a vault only when its last inventory was empty and nothing was written since.',
			width,
		),
		[],
		...(busy
			? paragraph('Deleting … That is sent already: esc only closes this.', width, 'strong')
			: [
					...paragraph('Type its name to delete it.', width),
					[],
					...textLines(form, inputOf(form, 'typed') as TextInput, width, glyphs),
				]),
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
