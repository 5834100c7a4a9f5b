import type {ArgumentValues} from '../../../commands/command.ts';
import {span} from '../../text/line.ts';
import {paragraph} from '../form-lines.ts';
import type {DialogModule} from '../module.ts';
import {runQuietly} from '../run-command.ts';

/** Asks yes or no before a command; no is what Escape and Enter mean. */
export type ConfirmDialog = {
	kind: 'confirm';
	title: string;
	sentences: readonly string[];
	/** What yes means, in a word or two. */
	yes: string;
	command: string;
	values: ArgumentValues;
};

export const confirmModule: DialogModule<ConfirmDialog & {id: number}> = {
	context: 'question',
	width: 64,
	title: ({title}) => [span(title, 'focus-title')],
	lines: ({sentences}, {width}) => sentences.flatMap((sentence) => paragraph(sentence, width)),
	keys: ({yes}) => [
		['y', yes],
		['n', 'no'],
	],
	submit: async (dialog, screen) => {
		screen.change({type: 'dialog-close', id: dialog.id});
		await runQuietly(screen, dialog.command, dialog.values);
	},
};
