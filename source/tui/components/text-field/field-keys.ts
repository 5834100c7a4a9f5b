import type {Edit} from './text-field.ts';

/** The keys of every text field, as shells have them. What is not here and types something is inserted. */
export const fieldKeys: Readonly<Record<string, Exclude<Edit['do'], 'insert'>>> = {
	backspace: 'back',
	delete: 'delete',
	left: 'left',
	right: 'right',
	home: 'start',
	end: 'end',
	'^a': 'start',
	'^e': 'end',
	'^b': 'left',
	'^f': 'right',
	'^d': 'delete',
	'^w': 'cut-word',
	'^u': 'cut-to-start',
	'^k': 'cut-to-end',
	'ctrl+left': 'word-left',
	'ctrl+right': 'word-right',
	'alt+b': 'word-left',
	'alt+f': 'word-right',
	'alt+backspace': 'cut-word',
};

/** What a key does in a text field; undefined when it is not the field's. */
export const editOf = (key: string, text: string): Edit | undefined => {
	const edit = fieldKeys[key];
	if (edit) return {do: edit};
	return text === '' ? undefined : {do: 'insert', text};
};
