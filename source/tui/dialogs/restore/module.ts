import {countText} from '../../../model/format.ts';
import type {RestorePlan} from '../../../model/restore-plan.ts';
import type {Transfer} from '../../../model/transfer.ts';
import {changeMarks, unmark} from '../../actions/marks.ts';
import {showBegun} from '../../screen/situation.ts';
import {span} from '../../text/line.ts';
import {type Named, namesNeeds, namesText} from '../chosen-lines.ts';
import {enteredIn, inputOf, type TextInput, tabWord, withInput} from '../form.ts';
import type {DialogModule} from '../module.ts';
import {objectTo, type Ran, runWatched} from '../run-command.ts';
import {restoreLines, restoreTitle} from './lines.ts';
import {obstacle, overwriteFiles, planKey, planned, type RestoreDialog, selectionOf} from './restore.ts';

const transfersIn = ({outputs}: Ran): Transfer[] =>
	outputs.flatMap((output) => (output.kind === 'transfer' ? [output.value] : []));

/** What had begun when a person stopped it: that much is asked for, and may be billed. */
const stoppedText = (begun: readonly Transfer[], of: number, marked: boolean): string => {
	if (begun.length === 0) return 'Stopped: no retrieval was asked for, and nothing is paid.';
	const names = namesText(
		begun.map(({name}) => name),
		begun.length,
	);
	const others = marked ? ' The others stay marked.' : '';
	return `Stopped: ${countText(begun.length)} of ${countText(of)} restores had begun: ${names}.${others}`;
};

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
			...namesNeeds(dialog, selection, dialog.expected.archives),
		];
	},
	answered: (dialog, key, answer) => {
		if (key.startsWith('plan ')) return {...planned(dialog, answer as RestorePlan), id: dialog.id};
		if (key.startsWith('names ')) return {...dialog, named: answer as readonly Named[]};
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
		const ran = await runWatched(screen, dialog, 'archives.restore', {
			vault: vaultName,
			...(archiveIds === null
				? {marked: true, filter: 'filter' in selection ? selection.filter : ''}
				: {archive: archiveIds}),
			to: enteredIn(form, 'to'),
			tier: enteredIn(form, 'tier'),
			overwrite: enteredIn(form, 'existing') === overwriteFiles,
		});
		if (!ran) return;
		const begun = transfersIn(ran);
		if (ran.stopped && ran.of !== null && begun.length < ran.of) {
			screen.say('attention', stoppedText(begun, ran.of, archiveIds === null));
			// What is paid is not asked for again by the next r; the others are still to be restored.
			const ids = begun.map(({archiveId}) => archiveId!);
			if (archiveIds === null && ids.length > 0) {
				await changeMarks(screen, vaultName, {do: 'toggle', archiveIds: ids});
			}
		} else if (archiveIds === null) await unmark(screen, vaultName, 'filter' in selection ? dialog.filter : null);
		if (begun.length === 0) return;
		showBegun(screen, begun[0]!.transferId);
	},
};
