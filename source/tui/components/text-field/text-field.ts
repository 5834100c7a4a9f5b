import {characters} from '../../text/width.ts';

/** What a text field holds; `cursor` counts UTF-16 units and is never within a character. */
export type TextField = {text: string; cursor: number};

/** One thing a person does in a text field. */
export type Edit =
	| {do: 'insert'; text: string}
	| {do: 'back' | 'delete' | 'left' | 'right' | 'start' | 'end' | 'word-left' | 'word-right'}
	| {do: 'cut-word' | 'cut-to-start' | 'cut-to-end'};

export const emptyField: TextField = {text: '', cursor: 0};

/** A field that holds a text, with the cursor at its end. */
export const fieldOf = (text: string): TextField => ({text, cursor: text.length});

const before = ({text, cursor}: TextField): number => characters(text.slice(0, cursor)).at(-1)?.at ?? 0;
const after = ({text, cursor}: TextField): number => cursor + (characters(text.slice(cursor))[0]?.text.length ?? 0);

/** Words end at spaces and at the slashes of a path, so that one key takes back one folder. */
const wordStart = ({text, cursor}: TextField): number =>
	cursor - /(?:[^\s/]*[\s/]*)$/.exec(text.slice(0, cursor))![0].length;
const wordEnd = ({text, cursor}: TextField): number => cursor + /^[\s/]*[^\s/]*/.exec(text.slice(cursor))![0].length;

const without = ({text}: TextField, from: number, to: number): TextField => ({
	text: text.slice(0, from) + text.slice(to),
	cursor: from,
});

/** The field after an edit. At an edge, where there is nothing to move over or to take away, it stays as it is. */
export const edited = (field: TextField, edit: Edit): TextField => {
	const {text, cursor} = field;
	switch (edit.do) {
		case 'insert': {
			// One line: a pasted line break is a space, and nothing else without a shape gets in.
			const inserted = edit.text.replace(/[\r\n\t]+/g, ' ').replace(/\p{Cc}/gu, '');
			return {text: text.slice(0, cursor) + inserted + text.slice(cursor), cursor: cursor + inserted.length};
		}
		case 'back':
			return cursor === 0 ? field : without(field, before(field), cursor);
		case 'delete':
			return without(field, cursor, after(field));
		case 'left':
			return {text, cursor: before(field)};
		case 'right':
			return {text, cursor: after(field)};
		case 'start':
			return {text, cursor: 0};
		case 'end':
			return {text, cursor: text.length};
		case 'word-left':
			return {text, cursor: wordStart(field)};
		case 'word-right':
			return {text, cursor: wordEnd(field)};
		case 'cut-word':
			return without(field, wordStart(field), cursor);
		case 'cut-to-start':
			return without(field, 0, cursor);
		case 'cut-to-end':
			return {text: text.slice(0, cursor), cursor};
	}
};
