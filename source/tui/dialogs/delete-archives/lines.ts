import {countedText, dollarsText, momentText} from '../../../model/format.ts';
import {displayText} from '../../../model/names/display-text.ts';
import {fitMiddle} from '../../text/fit.ts';
import {type Line, span} from '../../text/line.ts';
import {chosenLines} from '../chosen-lines.ts';
import {type ChoiceInput, enteredIn, inputOf, type TextInput} from '../form.ts';
import {actLines, choiceLines, paragraph, problemLines, textLines} from '../form-lines.ts';
import type {DialogView} from '../module.ts';
import {allMarked} from '../restore/restore.ts';
import {chosen, type DeleteArchivesDialog, single, wanted} from './delete-archives.ts';

/** Names that are shown of several. */
const mostNames = 6;

/** Cells of an id: enough to tell two archives apart. */
const idWidth = 24;

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

/** `An older version, of 2026-12-01 10:00, stays.`; null when there is no other of its name. */
export const stayingText = (dialog: DeleteArchivesDialog): string | null => {
	const archive = single(dialog);
	const [newest, ...more] = dialog.others ?? [];
	if (!archive || newest === undefined) return null;
	if (more.length > 0) return `${more.length + 1} other versions of it stay, the newest of ${momentText(newest)}.`;
	return `${newest < archive.created ? 'An older' : 'A newer'} version, of ${momentText(newest)}, stays.`;
};

/** Which archives go. Of a single one also what tells it from others of its name. */
const archiveLines = (dialog: DeleteArchivesDialog, view: DialogView): Line[] => {
	const {width, look} = view;
	const archive = single(dialog);
	const indented = (line: Line): Line => [span('  '), ...line];
	if (!archive) {
		const all = enteredIn(dialog.form, 'which') === allMarked;
		const {count} = chosen(dialog);
		const room = {...view, width: width - 2};
		return chosenLines(dialog.named, count, all ? dialog.hidden : 0, mostNames, room).map(indented);
	}
	const id = fitMiddle(displayText(archive.archiveId), idWidth, look.glyphs.gap);
	const staying = stayingText(dialog);
	return [
		indented([span(fitMiddle(displayText(archive.name), width - 2, look.glyphs.gap))]),
		indented([span(`uploaded ${momentText(archive.created)}, id ${id}`, 'dim')]),
		...(staying === null ? [] : paragraph(staying, width - 2).map(indented)),
	];
};

/** What goes, for good, and what is typed for it; once agreed to, how far it is. */
export const deleteArchivesLines = (dialog: DeleteArchivesDialog, view: DialogView): Line[] => {
	const {vaultName, early, form, problem, running} = dialog;
	const {width, look} = view;
	const one = chosen(dialog).count === 1;
	return [
		...paragraph(`From ${displayText(vaultName)}, for good. Nothing brings ${one ? 'it' : 'them'} back.`, width),
		[],
		...archiveLines(dialog, view),
		[],
		...whichLines(dialog, view),
		...(early !== null && early > 0
			? [...paragraph(`Storage is billed for 90 days: ${dollarsText(early)} are still due.`, width, 'dim'), []]
			: []),
		...(running
			? actLines(running, 'Deleting', width)
			: [
					...paragraph(`Type ${wanted(dialog)} to delete ${one ? 'it' : 'them'}.`, width),
					...textLines(form, inputOf(form, 'typed') as TextInput, width, look.glyphs),
				]),
		...problemLines(problem, width, look.glyphs),
	];
};
