import {bytesText, countedText, dollarsText} from '../../../model/format.ts';
import {displayText} from '../../../model/names/display-text.ts';
import {unmark} from '../../actions/marks.ts';
import {fitMiddle} from '../../text/fit.ts';
import {type Line, span} from '../../text/line.ts';
import {
	type ChoiceInput,
	choiceInput,
	enteredIn,
	type FormState,
	formOf,
	inputOf,
	type TextInput,
	textInput,
} from '../form.ts';
import {choiceLines, paragraph, problemLines, textLines} from '../form-lines.ts';
import type {DialogModule, DialogView} from '../module.ts';
import {allMarked, onlyVisible} from '../restore/restore.ts';
import {objectTo, runFrom} from '../run-command.ts';

/** Deletes what is marked, or the archive under the cursor. A name is typed: the archive's, or for several the vault's. */
export type DeleteArchivesDialog = FormState & {
	kind: 'delete-archives';
	vaultName: string;
	/** Ids, or null for what is marked. */
	archiveIds: readonly string[] | null;
	filter: string;
	hidden: number;
	archives: number;
	bytes: number;
	/** Some of their names, as they are shown. */
	names: readonly string[];
	/** What must be typed. */
	typed: string;
	/** What is billed for archives younger than 90 days, US dollars; null when it is not known or nothing. */
	early: number | null;
};

export const deleteArchivesDialog = (
	subject: Omit<DeleteArchivesDialog, keyof FormState | 'kind'>,
): DeleteArchivesDialog => ({
	kind: 'delete-archives',
	...subject,
	...formOf(
		...(subject.hidden > 0 ? [choiceInput('which', 'which', [allMarked, onlyVisible], 1)] : []),
		textInput('typed', 'type it'),
	),
});

const whichLines = (dialog: DeleteArchivesDialog, {width, look: {glyphs}}: DialogView): Line[] => {
	const input = inputOf(dialog.form, 'which') as ChoiceInput | undefined;
	if (!input) return [];
	const {hidden, archives, filter} = dialog;
	const detail = (value: string): Line => [
		span(
			value === allMarked
				? `with ${countedText(hidden, 'archive')} that the filter hides`
				: `${countedText(archives - hidden, 'archive')} that “${displayText(filter)}” shows`,
			'dim',
		),
	];
	return [...choiceLines(dialog.form, input, width, glyphs, detail), []];
};

/** How many would go, by what is chosen, and their bytes where these are known. */
const chosen = ({form, archives, hidden, bytes}: DeleteArchivesDialog): {count: number; bytes: number | null} =>
	enteredIn(form, 'which') === onlyVisible ? {count: archives - hidden, bytes: null} : {count: archives, bytes};

export const deleteArchivesModule: DialogModule<DeleteArchivesDialog & {id: number}> = {
	context: 'form',
	width: 70,
	title: (dialog) => {
		const {count, bytes} = chosen(dialog);
		const size = bytes === null ? '' : `, ${bytesText(bytes, {trim: true})}`;
		return [span(`Delete ${countedText(count, 'archive')}${size}`, 'focus-title')];
	},
	lines: (dialog, view) => {
		const {names, vaultName, typed, early, form, problem} = dialog;
		const {count} = chosen(dialog);
		const {width, look} = view;
		const shown = names.slice(0, 6).map((name): Line => [span(`  ${fitMiddle(name, width - 2, look.glyphs.gap)}`)]);
		const more = count - shown.length;
		return [
			...paragraph(`From ${displayText(vaultName)}, for good. Nothing brings them back.`, width),
			[],
			...shown,
			...(more > 0 ? [[span(`  and ${countedText(more, 'other')}`, 'dim')]] : []),
			...(shown.length > 0 || more > 0 ? [[]] : []),
			...whichLines(dialog, view),
			...(early !== null && early > 0
				? [...paragraph(`Storage is billed for 90 days: ${dollarsText(early)} are still due.`, width, 'dim'), []]
				: []),
			...paragraph(`Type ${typed} to delete ${count === 1 ? 'it' : 'them'}.`, width),
			...textLines(form, inputOf(form, 'typed') as TextInput, width, look.glyphs),
			...problemLines(problem, width, look.glyphs),
		];
	},
	keys: () => [
		['enter', 'delete for good'],
		['esc', 'back'],
	],
	submit: async (dialog, screen) => {
		const {form, typed, vaultName, archiveIds, filter} = dialog;
		if (enteredIn(form, 'typed') !== typed) return objectTo(screen, dialog, `That is not ${typed}.`);
		const visible = enteredIn(form, 'which') === onlyVisible;
		const outputs = await runFrom(screen, dialog, 'archives.delete', {
			vault: vaultName,
			...(archiveIds === null ? {marked: true, filter: visible ? filter : ''} : {archive: archiveIds}),
		});
		if (!outputs) return;
		if (archiveIds === null) await unmark(screen, vaultName, visible ? filter : null);
		screen.say('good', `${countedText(outputs.length || chosen(dialog).count, 'archive')} deleted.`);
	},
};
