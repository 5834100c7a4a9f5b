import type {RestorePlan} from '../../../model/restore-plan.ts';
import {unmark} from '../../actions/marks.ts';
import {span} from '../../text/line.ts';
import {enteredIn, inputOf, type TextInput, tabWord, withInput} from '../form.ts';
import type {DialogModule} from '../module.ts';
import {objectTo, runFrom} from '../run-command.ts';
import {restoreLines, restoreTitle} from './lines.ts';
import {obstacle, overwriteFiles, planKey, planned, type RestoreDialog, selectionOf} from './restore.ts';

export const restoreModule: DialogModule<RestoreDialog & {id: number}> = {
	context: 'form',
	width: 76,
	title: (dialog) => [span(restoreTitle(dialog), 'focus-title')],
	lines: restoreLines,
	keys: ({form}) => [
		['enter', 'restore'],
		['tab', tabWord(form)],
		['esc', 'back'],
	],
	needs: (dialog, screen) => {
		const to = enteredIn(dialog.form, 'to');
		const selection = selectionOf(dialog);
		return [
			{
				key: planKey(dialog),
				name: 'archives.plan-restore',
				takes: {vaultName: dialog.vaultName, selection, to},
			},
			{
				key: `paths ${to}`,
				name: 'paths.complete',
				takes: {prefix: to, only: 'folders', folder: screen.settings.folder},
			},
		];
	},
	answered: (dialog, key, answer) => {
		if (key.startsWith('plan ')) return {...planned(dialog, answer as RestorePlan), id: dialog.id};
		const input = inputOf(dialog.form, 'to') as TextInput;
		return {...dialog, form: withInput(dialog.form, {...input, options: answer as string[]})};
	},
	refused: (dialog, key, error) =>
		key.startsWith('plan ') ? {...dialog, plan: null, planError: error, problem: null} : dialog,
	submit: async (dialog, screen) => {
		const why = obstacle(dialog);
		if (why !== null) return objectTo(screen, dialog, why);
		const {form, vaultName, archiveIds} = dialog;
		const selection = selectionOf(dialog);
		const outputs = await runFrom(screen, dialog, 'archives.restore', {
			vault: vaultName,
			...(archiveIds === null
				? {marked: true, filter: 'filter' in selection ? selection.filter : ''}
				: {archive: archiveIds}),
			to: enteredIn(form, 'to'),
			tier: enteredIn(form, 'tier'),
			overwrite: enteredIn(form, 'existing') === overwriteFiles,
		});
		if (!outputs) return;
		if (archiveIds === null) await unmark(screen, vaultName, 'filter' in selection ? dialog.filter : null);
		screen.change({type: 'focus', pane: 'transfers'});
	},
};
