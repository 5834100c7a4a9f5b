import type {InputEvent, KeyEvent} from './events.ts';

/** Keys by the letter that ends their sequence, in both cursor key modes (`ESC [ A` and `ESC O A`). */
const byLetter: Record<string, string> = {
	A: 'up',
	B: 'down',
	C: 'right',
	D: 'left',
	E: 'begin',
	F: 'end',
	H: 'home',
	M: 'enter',
	P: 'f1',
	Q: 'f2',
	R: 'f3',
	S: 'f4',
};

/** Keys by the number before `~`; rxvt ends the same numbers with `$`, `^` or `@` for shift, control and both. */
const byNumber: Record<number, string> = {
	1: 'home',
	2: 'insert',
	3: 'delete',
	4: 'end',
	5: 'pageup',
	6: 'pagedown',
	7: 'home',
	8: 'end',
	11: 'f1',
	12: 'f2',
	13: 'f3',
	14: 'f4',
	15: 'f5',
	17: 'f6',
	18: 'f7',
	19: 'f8',
	20: 'f9',
	21: 'f10',
	23: 'f11',
	24: 'f12',
};

/** Bits of xterm's modifier parameter, which is one more than their sum. */
const shiftBit = 1;
const altBit = 2;
const controlBit = 4;

const withModifiers = (name: string, bits: number): KeyEvent => ({
	type: 'key',
	name: `${bits & shiftBit ? 'shift+' : ''}${bits & controlBit ? 'ctrl+' : ''}${bits & altBit ? 'alt+' : ''}${name}`,
	text: '',
});

const controlNames: Record<string, string> = {
	'\u0000': '^space',
	'\b': 'backspace',
	'\t': 'tab',
	'\n': 'enter',
	'\r': 'enter',
	'\u001b': 'esc',
	'\u007f': 'backspace',
};

/** The key that sends `grapheme` when nothing precedes it. */
export const keyOf = (grapheme: string): KeyEvent => {
	const first = grapheme[0]!;
	if (grapheme === ' ') return {type: 'key', name: 'space', text: ' '};
	if (first < ' ' || first === '\u007f') {
		const name = controlNames[first] ?? `^${String.fromCharCode(first.charCodeAt(0) + 64).toLowerCase()}`;
		return {type: 'key', name, text: ''};
	}
	return {type: 'key', name: grapheme, text: grapheme};
};

/** The key behind a code point with modifiers, as terminals with `modifyOtherKeys` or kitty's protocol tell it. */
const modifiedKey = (code: number, bits: number): KeyEvent | undefined => {
	if (!(code > 0 && code <= 0x10_ff_ff) || (code >= 0xd8_00 && code <= 0xdf_ff)) return undefined;
	// Private use: keys of kitty's protocol that no table of ours knows (media keys, lone modifiers).
	if (code >= 0xe0_00 && code <= 0xf8_ff) return undefined;
	const character = String.fromCodePoint(code);
	const plain = keyOf(bits & shiftBit ? character.toUpperCase() : character);
	const others = bits & (altBit | controlBit);
	if (plain.text === '') return bits === 0 ? plain : withModifiers(plain.name, bits & 7);
	if (others === controlBit) return {type: 'key', name: `^${plain.name.toLowerCase()}`, text: ''};
	return others === 0 ? plain : withModifiers(plain.name, others);
};

const mouseEvent = (parameters: number[], final: string): InputEvent | undefined => {
	const [code = 0, column = 1, row = 1] = parameters;
	const buttons = ['left', 'middle', 'right', 'none'] as const;
	const action =
		code & 64 ? (code & 1 ? 'wheel-down' : 'wheel-up') : code & 32 ? 'move' : final === 'M' ? 'press' : 'release';
	if (code & 64 && code & 2) return undefined; // The wheel sideways.
	return {
		type: 'mouse',
		action,
		button: code & 64 ? 'none' : buttons[code & 3]!,
		x: column - 1,
		y: row - 1,
		shift: Boolean(code & 4),
		alt: Boolean(code & 8),
		ctrl: Boolean(code & 16),
	};
};

/**
 * What a whole `ESC [ …` sequence means.
 * @param body what stands between `[` and the last character
 * @param final the last character
 * @returns nothing when it is no act of a person: an answer of the terminal, or a key we have no name for.
 */
export const controlSequence = (body: string, final: string): InputEvent | undefined => {
	if (body.startsWith('<')) return mouseEvent(body.slice(1).split(';').map(Number), final);
	if (body === '' && final === 'I') return {type: 'focus', focused: true};
	if (body === '' && final === 'O') return {type: 'focus', focused: false};
	if (body === '' && final === 'Z') return withModifiers('tab', shiftBit);
	// The Linux console's F1 to F5.
	if (body === '[' && final >= 'A' && final <= 'E')
		return withModifiers(`f${final.charCodeAt(0) - 'A'.charCodeAt(0) + 1}`, 0);
	if (!/^[\d;:]*$/.test(body)) return undefined;
	const fields = body.split(';').map((field) => field.split(':').map(Number));
	const number = fields[0]?.[0] ?? 0;
	const bits = Math.max(0, (fields[1]?.[0] || 1) - 1);
	// With kitty's protocol, letting go of a key is told too.
	if (fields[1]?.[1] === 3) return undefined;
	if (final === 'u') return modifiedKey(number, bits);
	if (final === '~' && number === 27 && fields.length === 3) return modifiedKey(fields[2]![0]!, bits);
	if ('~$^@'.includes(final)) {
		const name = byNumber[number];
		const rxvt = {'~': 0, $: shiftBit, '^': controlBit, '@': shiftBit | controlBit}[final]!;
		return name === undefined ? undefined : withModifiers(name, (bits & 7) | rxvt);
	}
	// rxvt's shifted arrows end in a small letter.
	if (body === '' && final >= 'a' && final <= 'd') return withModifiers(byLetter[final.toUpperCase()]!, shiftBit);
	// `ESC [ 1 ; 2 R` may be F3 with shift; `ESC [ 24 ; 80 R` is a cursor's place.
	const name = number <= 1 && final !== 'M' ? byLetter[final] : undefined;
	return name === undefined ? undefined : withModifiers(name, bits & 7);
};

/** What a whole `ESC O …` sequence means: a key in application mode, on the keypad, or rxvt's with control. */
export const shiftedSequence = (body: string, final: string): KeyEvent | undefined => {
	if (final >= 'a' && final <= 'd') return withModifiers(byLetter[final.toUpperCase()]!, controlBit);
	const bits = Math.max(0, (Number(body.split(';').at(-1)) || 1) - 1) & 7;
	if (byLetter[final]) return withModifiers(byLetter[final]!, bits);
	// The keypad in application mode sends its characters 64 places further on: `j` is `*`, `p` is `0`.
	const onKeypad = final >= 'j' && final <= 'y' ? String.fromCharCode(final.charCodeAt(0) - 64) : undefined;
	return onKeypad === undefined ? undefined : keyOf(onKeypad);
};
