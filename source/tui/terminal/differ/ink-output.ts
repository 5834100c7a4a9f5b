/** What Ink meant by one write: the parts that we act on, in their order. */
export type Part =
	/** A whole frame, its lines from the top. */
	| {kind: 'frame'; lines: string[]}
	/** Ink's cursor moved, seen from where it was. */
	| {kind: 'move'; up: number; down: number; column: number | undefined}
	| {kind: 'cursor'; visible: boolean}
	| {kind: 'synchronised'; begins: boolean}
	| {kind: 'alternate'; begins: boolean}
	/** Modes that change nothing on the screen; sent on as they are. */
	| {kind: 'mode'; text: string}
	/** Nothing that we expect. */
	| {kind: 'unknown'; text: string};

const control = /\u001b\[([?<>=]?)([\d;]*)([A-Za-z])/y;

/** Sequences that end a frame: the cursor goes up from the last line, to its column, and is shown. */
const cursorSuffix = /(?:\u001b\[\d*A)?\u001b\[\d*G\u001b\[\?25h$/;

const still = {up: 0, down: 0, column: undefined};

const partOf = (text: string, prefix: string, parameters: string, final: string): Part | undefined => {
	const number = Number(parameters || 1);
	if (prefix === '?' && (final === 'h' || final === 'l')) {
		const isOn = final === 'h';
		if (parameters === '25') return {kind: 'cursor', visible: isOn};
		if (parameters === '2026') return {kind: 'synchronised', begins: isOn};
		if (parameters === '1049') return {kind: 'alternate', begins: isOn};
		return {kind: 'mode', text};
	}
	if (prefix !== '') return final === 'u' ? {kind: 'mode', text} : undefined;
	switch (final) {
		case 'A':
			return {kind: 'move', ...still, up: number};
		case 'B':
			return {kind: 'move', ...still, down: number};
		case 'E':
			return {kind: 'move', ...still, down: number, column: 0};
		case 'G':
			return {kind: 'move', ...still, column: number - 1};
		// Erasing, and home: Ink clears what it is about to draw. We know what is there.
		case 'J':
		case 'K':
			return {kind: 'move', ...still};
		case 'H':
			return parameters === '' || parameters === '1;1' ? {kind: 'move', ...still, column: 0} : undefined;
		default:
			return undefined;
	}
};

/** Reads the sequences at the start of `text`, up to the first that is not one of Ink's own. */
const readControls = (text: string): {parts: Part[]; length: number} => {
	const parts: Part[] = [];
	let length = 0;
	for (;;) {
		control.lastIndex = length;
		const found = control.exec(text);
		const part = found ? partOf(found[0], found[1]!, found[2]!, found[3]!) : undefined;
		if (!part) return {parts, length};
		parts.push(part);
		length = control.lastIndex;
	}
};

/** Everything but style within a frame is unexpected. */
const notStyle = /\u001b(?!\[[\d;]*m)/;

/**
 * Takes one write of Ink 8 apart. It writes `erase what was there, the whole frame, place the cursor` at once, and modes by themselves;
 * whatever else is written is `unknown`.
 */
export const readInkOutput = (text: string): Part[] => {
	const {parts, length} = readControls(text);
	let body = text.slice(length);
	if (body === '') return parts;
	const suffix = cursorSuffix.exec(body);
	if (suffix) body = body.slice(0, suffix.index);
	if (notStyle.test(body)) return [...parts, {kind: 'unknown', text: text.slice(length)}];
	parts.push({kind: 'frame', lines: body.split('\n')});
	if (suffix) parts.push(...readControls(suffix[0]).parts);
	return parts;
};
