import {type FolderChoice, type FolderSums, skippedTexts} from '../../../model/folder-upload.ts';
import {bytesText, countedText, countText, dollarsText} from '../../../model/format.ts';
import {displayText} from '../../../model/names/display-text.ts';
import {prices, uploadRequestCost} from '../../../model/prices/cost.ts';
import {fitEnd} from '../../text/fit.ts';
import {type Line, span} from '../../text/line.ts';
import {inputOf, type TextInput} from '../form.ts';
import {labelled, paragraph, problemLines, textLines} from '../form-lines.ts';
import type {DialogView} from '../module.ts';
import {chosenFolder, currentSums, isLookedThrough, type UploadDialog} from './upload.ts';

const fileText =
	'It goes in parts, each with its hashes. The description is all that the service keeps of the name: leave it empty, and the name is shown again here and by other tools.';
const folderText =
	'Each file becomes an archive of its own, and restored they are the same folders again. It goes on when iceaxe is left.';

const fact = (label: string, text: string, width: number, gap: string): Line => [
	...labelled(label, [span('  ')]),
	span(fitEnd(text, Math.max(0, width - 11), gap)),
];

const failedLines = (failed: number): Line[] =>
	failed === 0
		? []
		: [
				[
					...labelled('', [span('  ')]),
					span(`${countedText(failed, 'file')} cannot be read or named: the log (@) will say which`, 'attention'),
				],
			];

/** What would go, what not, and for how much. */
const sumLines = (choice: FolderChoice, sums: FolderSums | null, view: DialogView): Line[] => {
	const {width, look, engine} = view;
	const {gap} = look.glyphs;
	if (!sums) return [fact('files', 'looking through the folder', width, gap), [], []];
	const {files, bytes, requests, skipped, failed} = sums;
	const left = skippedTexts(skipped);
	const cost = uploadRequestCost(requests, engine.account?.region ?? '');
	const price = cost === null ? 'price not known here' : dollarsText(cost.total);
	return [
		fact('files', `${countText(files)}, ${bytesText(bytes)}, as ${displayText(choice.under)}/…`, width, gap),
		fact('left out', left.length === 0 ? 'nothing' : left.join(', '), width, gap),
		fact('cost', `${countedText(requests, 'request')}, ${price}; prices of ${prices.date}`, width, gap),
		...failedLines(failed),
	];
};

/** The dialog as lines. */
export const uploadLines = (dialog: UploadDialog, view: DialogView): Line[] => {
	const {form, vaultName, problem} = dialog;
	const {width, look} = view;
	const choice = chosenFolder(dialog);
	const second = (inputOf(form, 'exclude') ?? inputOf(form, 'description')) as TextInput;
	return [
		labelled('to', [span(`  ${displayText(vaultName)}`)]),
		...textLines(form, inputOf(form, 'path') as TextInput, width, look.glyphs),
		...textLines(form, second, width, look.glyphs),
		[],
		...(choice && isLookedThrough(dialog) ? [...sumLines(choice, currentSums(dialog), view), []] : []),
		...paragraph(choice ? folderText : fileText, width, 'dim'),
		...problemLines(problem ?? (choice ? dialog.sumsError : null), width, look.glyphs),
	];
};
