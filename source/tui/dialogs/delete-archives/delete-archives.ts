import type {Selection} from '../../../model/archive.ts';
import {isSameName, typedWord} from '../../../model/names/typed-word.ts';
import type {Timestamp} from '../../../model/timestamp.ts';
import type {Named} from '../chosen-lines.ts';
import {choiceInput, enteredIn, type FormState, formOf, textInput} from '../form.ts';
import {allMarked, onlyVisible} from '../restore/restore.ts';

/** Deletes what is marked, or the archive under the cursor. Of one its name is typed, and of several how many they are. */
export type DeleteArchivesDialog = FormState & {
	kind: 'delete-archives';
	vaultName: string;
	/** Ids, or null for what is marked. */
	archiveIds: readonly string[] | null;
	filter: string;
	hidden: number;
	archives: number;
	bytes: number;
	/** The first of them, as far as they are known. */
	named: readonly Named[];
	/** When the other archives of the same name that stay were uploaded, the newest first; null while that is not known. */
	others: readonly Timestamp[] | null;
	/** What is billed for archives younger than 90 days, US dollars; null when it is not known or nothing. */
	early: number | null;
};

export const deleteArchivesDialog = (
	subject: Omit<DeleteArchivesDialog, keyof FormState | 'kind' | 'others'>,
): DeleteArchivesDialog => ({
	kind: 'delete-archives',
	others: null,
	...subject,
	...formOf(
		...(subject.hidden > 0 ? [choiceInput('which', 'which', [allMarked, onlyVisible], 1)] : []),
		textInput('typed', 'type it'),
	),
});

/** What is chosen, as the engine takes it. */
export const selectionOf = ({archiveIds, filter, form}: DeleteArchivesDialog): Selection => {
	if (archiveIds !== null) return {archiveIds};
	return enteredIn(form, 'which') === onlyVisible ? {marked: true, filter} : {marked: true};
};

/** How many would go, by what is chosen, and their bytes where these are known. */
export const chosen = ({form, archives, hidden, bytes}: DeleteArchivesDialog): {count: number; bytes: number | null} =>
	enteredIn(form, 'which') === onlyVisible ? {count: archives - hidden, bytes: null} : {count: archives, bytes};

/** The archive that goes, when it is one and known. */
export const single = ({archives, named}: DeleteArchivesDialog): Named | undefined =>
	archives === 1 && named.length === 1 ? named[0] : undefined;

/** What must be typed. The name of the vault would read as if that were to go; a number says how much goes. */
export const wanted = (dialog: DeleteArchivesDialog): string => {
	const archive = single(dialog);
	return archive ? typedWord(archive) : String(chosen(dialog).count);
};

/** Whether it was typed, or the archive's name pasted. */
export const isAgreed = (dialog: DeleteArchivesDialog): boolean => {
	const entered = enteredIn(dialog.form, 'typed').trim();
	const archive = single(dialog);
	if (entered === wanted(dialog)) return true;
	return archive ? isSameName(entered, archive.name) : entered.replaceAll(',', '') === wanted(dialog);
};
