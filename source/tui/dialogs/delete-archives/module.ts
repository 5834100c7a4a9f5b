import type {Output} from '../../../commands/command.ts';
import type {ArchiveRow} from '../../../model/archive.ts';
import type {Deletion} from '../../../model/deletion.ts';
import {bytesText, countedText, countText, momentText} from '../../../model/format.ts';
import {displayText} from '../../../model/names/display-text.ts';
import type {Screen} from '../../screen/screen.ts';
import {span} from '../../text/line.ts';
import {type Named, namesNeeds, namesText} from '../chosen-lines.ts';
import {enteredIn} from '../form.ts';
import type {DialogModule} from '../module.ts';
import {onlyVisible} from '../restore/restore.ts';
import {objectTo, runWatched} from '../run-command.ts';
import {chosen, type DeleteArchivesDialog, isAgreed, selectionOf, single, wanted} from './delete-archives.ts';
import {deleteArchivesLines, stayingText} from './lines.ts';

/** What came of it. What was not deleted is still there and still marked. */
const sentence = ({deleted, failed, failures, left}: Deletion, stopped: boolean): string => {
	const gone = deleted === 0 ? 'Nothing deleted' : `${countedText(deleted, 'archive')} deleted`;
	if (failed + left === 0) return `${gone}.`;
	const rest = `${gone}, ${countText(failed + left)} not`;
	const [first] = failures;
	const stays = `${left === 1 ? 'it stays' : 'they stay'} marked`;
	if (!first) return stopped ? `${rest}: ${stays}.` : `${rest}: no more go in one turn, and ${stays}. D goes on.`;
	const names = namesText(
		failures.map(({name}) => name),
		failed,
	);
	return `${rest}: ${names}. ${first.error.message}`;
};

const sayDeleted = (screen: Screen, deletion: Deletion, stopped: boolean): void => {
	const {failures, left} = deletion;
	const level = failures.length > 0 ? 'error' : left > 0 ? 'attention' : 'good';
	screen.say(level, sentence(deletion, stopped), failures[0]?.error);
};

const deletionIn = (outputs: readonly Output[]): Deletion | undefined =>
	outputs.find((output) => output.kind === 'deletion')?.value;

export const deleteArchivesModule: DialogModule<DeleteArchivesDialog & {id: number}> = {
	context: 'form',
	width: 70,
	title: (dialog) => {
		const {count, bytes} = chosen(dialog);
		const size = bytes === null ? '' : `, ${bytesText(bytes, {trim: true})}`;
		return [span(`Delete ${countedText(count, 'archive')}${size}`, 'focus-title')];
	},
	lines: deleteArchivesLines,
	keys: () => [
		['enter', 'delete for good'],
		['esc', 'back'],
	],
	needs: (dialog) => {
		const archive = single(dialog);
		const {vaultName} = dialog;
		const takes = {vaultName, name: archive?.name ?? ''};
		return [
			...namesNeeds(dialog, selectionOf(dialog), dialog.archives),
			...(archive ? [{key: 'versions', name: 'inventory.versions', takes} as const] : []),
		];
	},
	answered: (dialog, key, answer) => {
		if (key !== 'versions') return {...dialog, named: answer as readonly Named[]};
		const others = (answer as readonly ArchiveRow[])
			.filter(({archiveId, newness}) => archiveId !== single(dialog)?.archiveId && newness !== 'deleted-since')
			.map(({created}) => created);
		return {...dialog, others};
	},
	submit: async (dialog, screen) => {
		if (!isAgreed(dialog)) return objectTo(screen, dialog, `That is not ${wanted(dialog)}.`);
		const {form, vaultName, archiveIds, filter} = dialog;
		const visible = enteredIn(form, 'which') === onlyVisible;
		const ran = await runWatched(screen, dialog, 'archives.delete', {
			vault: vaultName,
			...(archiveIds === null ? {marked: true, filter: visible ? filter : ''} : {archive: archiveIds}),
		});
		if (!ran) return;
		const deletion = deletionIn(ran.outputs);
		const archive = single(dialog);
		if (deletion && (!archive || deletion.deleted === 0)) return sayDeleted(screen, deletion, ran.stopped);
		if (!archive) return;
		const staying = stayingText(dialog);
		const what = `${displayText(archive.name)} of ${momentText(archive.created)} is deleted.`;
		screen.say('good', staying === null ? what : `${what} ${staying}`);
	},
};
