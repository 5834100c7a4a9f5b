import {countText} from '../../../model/format.ts';
import {settled} from '../../screen/list.ts';
import {paneList} from '../../screen/places.ts';
import type {Screen} from '../../screen/screen.ts';
import {span} from '../../text/line.ts';
import {enteredIn, type FormState, formOf, inputOf, type TextInput, textInput} from '../form.ts';
import {problemLines, textLines} from '../form-lines.ts';
import type {DialogModule} from '../module.ts';
import {objectTo} from '../run-command.ts';

/** Goes to a row of the focused list by its number. */
export type GoToDialog = FormState & {kind: 'go-to'; pane: 'inventory' | 'jobs' | 'transfers' | 'log'};

export const goToDialog = (pane: GoToDialog['pane']): GoToDialog => ({
	kind: 'go-to',
	pane,
	...formOf(textInput('row', 'row')),
});

/** A row as people write it, `7,654,321` too; counted from one. */
const rowOf = (text: string): number => Number(text.replaceAll(/[,. _]/g, '') || Number.NaN);

const countHere = (screen: Screen, {pane}: GoToDialog): number => paneList(screen, pane).count;

export const goToModule: DialogModule<GoToDialog & {id: number}> = {
	context: 'form',
	width: 40,
	title: () => [span('Go to a row', 'focus-title')],
	lines: (dialog, {width, look: {glyphs}, screen}) => [
		...textLines(dialog.form, inputOf(dialog.form, 'row') as TextInput, width, glyphs, [
			span(`of ${countText(countHere(screen, dialog))}`, 'dim'),
		]),
		...problemLines(dialog.problem, width, glyphs),
	],
	keys: () => [
		['enter', 'go'],
		['esc', 'back'],
	],
	submit: (dialog, screen) => {
		const row = rowOf(enteredIn(dialog.form, 'row'));
		const {list, count, height} = paneList(screen, dialog.pane);
		if (!Number.isInteger(row) || row < 1) return objectTo(screen, dialog, 'A row is a number from 1 on.');
		// In the middle, so that what is around it is seen.
		const scroll = Math.max(0, row - 1 - Math.floor(height / 2));
		screen.change({type: 'dialog-close', id: dialog.id});
		screen.change({type: 'list', pane: dialog.pane, list: settled({...list, cursor: row - 1, scroll}, count, height)});
	},
};
