import {countedText, countText} from '../../../model/format.ts';
import {displayText} from '../../../model/names/display-text.ts';
import type {State} from '../../../store/state.ts';
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
	withInput,
} from '../form.ts';
import {choiceLines, labelled, paragraph, problemLines, textLines} from '../form-lines.ts';
import type {DialogModule} from '../module.ts';
import {objectTo, runFrom} from '../run-command.ts';
import {type Mapping, mappingOf} from './mapping.ts';

const sources = {
	list: 'a CSV of archive id, path and perhaps time',
	mapping: 'the mapping database of Synology Glacier Backup',
	none: 'no list: back to the descriptions',
} as const;
type Source = keyof typeof sources;

/** Gives the archives of a vault names from a file, or those of their descriptions again. */
export type NamesDialog = FormState & {kind: 'names'; vaultName: string};

/** Begins with the mapping database where the vault has one: its file when it is here already. */
export const namesDialog = (vaultName: string, mapping: Mapping | null): NamesDialog => {
	const kinds = Object.keys(sources);
	const text = mapping?.stage === 'restored' ? mapping.path : '';
	return {
		kind: 'names',
		vaultName,
		...formOf(
			textInput('path', 'file', {completes: 'paths', text}),
			choiceInput('source', 'is', kinds, mapping ? kinds.indexOf('mapping') : 0),
		),
	};
};

/** What stands where the names are, of a vault whose names are kept in another. */
const mappingText = (mapping: Mapping): string => {
	const vault = displayText(mapping.vaultName);
	switch (mapping.stage) {
		case 'restored':
			return `The latest file that was restored from ${vault}, where Synology keeps these names.`;
		case 'coming':
			return `Synology keeps these names in ${vault}; a restore from there is on its way. They can be taken when it is done.`;
		case 'in-vault':
			return `Synology keeps these names in ${vault}: enter opens it. Restore its newest archive, then come back here.`;
	}
};

/** Whether there is no file to take names from yet, but a vault that has it. */
const isElsewhere = ({form, vaultName}: NamesDialog, engine: State): Mapping | undefined => {
	if (enteredIn(form, 'source') !== 'mapping' || enteredIn(form, 'path').trim() !== '') return undefined;
	return mappingOf(engine, vaultName) ?? undefined;
};

const mappingLines = (mapping: Mapping | null, width: number): Line[] =>
	mapping ? [...paragraph(mappingText(mapping), width), []] : [];

export const namesModule: DialogModule<NamesDialog & {id: number}> = {
	context: 'form',
	width: 76,
	title: () => [span('Name archives by a list', 'focus-title')],
	lines: ({form, vaultName, problem}, {width, look: {glyphs}, engine}) => [
		labelled('vault', [span(`  ${displayText(vaultName)}`)]),
		...textLines(form, inputOf(form, 'path') as TextInput, width, glyphs),
		...choiceLines(form, inputOf(form, 'source') as ChoiceInput, width, glyphs, (source) => [
			span(sources[source as Source], 'dim'),
		]),
		[],
		...mappingLines(mappingOf(engine, vaultName), width),
		...paragraph(
			'These names count more than the descriptions and stay over new inventories. A list takes the place of the one before.',
			width,
			'dim',
		),
		...problemLines(problem, width, glyphs),
	],
	keys: (dialog, {engine}) => [
		['enter', isElsewhere(dialog, engine) ? 'open it' : 'name'],
		['tab', 'complete, next'],
		['esc', 'back'],
	],
	needs: ({form}, {settings: {folder}}) => {
		const prefix = enteredIn(form, 'path');
		return [{key: `paths ${prefix}`, name: 'paths.complete', takes: {prefix, folder}}];
	},
	answered: (dialog, _key, answer) => {
		const input = inputOf(dialog.form, 'path') as TextInput;
		return {...dialog, form: withInput(dialog.form, {...input, options: answer as string[]})};
	},
	submit: async (dialog, screen) => {
		const {vaultName: vault, form} = dialog;
		const source = enteredIn(form, 'source') as Source;
		const path = enteredIn(form, 'path').trim();
		const elsewhere = isElsewhere(dialog, screen.engine.getState());
		if (elsewhere) {
			screen.change({type: 'dialog-close', id: dialog.id});
			screen.change({type: 'vault', vaultName: elsewhere.vaultName, scroll: screen.state.getState().vaultsScroll});
			screen.change({type: 'focus', pane: 'inventory'});
			return;
		}
		if (source !== 'none' && (path === '' || path.endsWith('/'))) {
			return objectTo(screen, dialog, 'There is no file named.');
		}
		const given = {list: {file: path}, mapping: {'from-mapping': path}, none: {forget: true}}[source];
		const [output] = (await runFrom(screen, dialog, 'inventory.names', {vault, ...given})) ?? [];
		if (output?.kind !== 'names') return;
		const {names, known, refused} = output.value;
		if (source === 'none') return screen.say('good', 'Archives have the names of their descriptions again.');
		const left = refused > 0 ? ` ${countedText(refused, 'line')} could not be read.` : '';
		screen.say(
			refused > 0 ? 'attention' : 'good',
			`${countedText(known, 'archive')} ${known === 1 ? 'has' : 'have'} a name of the file now; it holds ${countText(names)}.${left}`,
		);
	},
};
