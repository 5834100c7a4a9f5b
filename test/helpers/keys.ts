const named: Record<string, string> = {
	space: ' ',
	enter: '\r',
	esc: '\u001b',
	tab: '\t',
	'shift+tab': '\u001b[Z',
	backspace: '\u007f',
	delete: '\u001b[3~',
	insert: '\u001b[2~',
	up: '\u001b[A',
	down: '\u001b[B',
	right: '\u001b[C',
	left: '\u001b[D',
	home: '\u001b[H',
	end: '\u001b[F',
	pageup: '\u001b[5~',
	pagedown: '\u001b[6~',
	'shift+up': '\u001b[1;2A',
	'shift+down': '\u001b[1;2B',
	'ctrl+left': '\u001b[1;5D',
	'ctrl+right': '\u001b[1;5C',
	'^space': '\u0000',
	f1: '\u001bOP',
};

/**
 * What a terminal sends for a key, by its name in the key table.
 * @throws for a name that is none.
 */
export const bytesOfKey = (name: string): string => {
	if (named[name] !== undefined) return named[name];
	if (name.startsWith('alt+')) return `\u001b${bytesOfKey(name.slice(4))}`;
	if (/^\^[a-z[\\\]^_]$/.test(name)) return String.fromCharCode(name.toUpperCase().charCodeAt(1) - 64);
	if ([...new Intl.Segmenter('en').segment(name)].length === 1) return name;
	throw new Error(`No key is called ${name}.`);
};
