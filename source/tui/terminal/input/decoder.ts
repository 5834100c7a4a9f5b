import type {InputEvent, KeyEvent} from './events.ts';
import {controlSequence, keyOf, shiftedSequence} from './sequences.ts';

const esc = '\u001b';
const pasteStart = `${esc}[200~`;
const pasteEnd = `${esc}[201~`;

/** Longer than any key; what grows beyond it is no sequence, and waiting for its end would swallow what a person types. */
const longestSequence = 64;

/**
 * What the decoder waits for: nothing, the rest of what may be a lone Escape, of what may be Escape and one more key, the rest of a sequence, the
 * rest of a paste.
 */
export type Pending = 'nothing' | 'escape' | 'pair' | 'sequence' | 'paste';

/** Turns what the terminal sends into keys, pastes, focus and mouse, whichever way the bytes are cut into reads. */
export interface Decoder {
	/**
	 * Takes what was read; returns what is complete.
	 * @param isSoon whether this came so soon after a flush that it may be the rest of what an Escape began that was taken for a lone one
	 */
	push(text: string, isSoon?: boolean): InputEvent[];
	/** Nothing more is coming for now: what was held back is what it is. A lone Escape is the key; half a sequence is dropped. */
	flush(): InputEvent[];
	/** What is held back. */
	readonly pending: Pending;
}

const segmenter = new Intl.Segmenter('en', {granularity: 'grapheme'});

const typedKeys = (text: string): KeyEvent[] =>
	// A control character is a grapheme by itself, save for `\r\n`.
	[...segmenter.segment(text.replaceAll('\r\n', '\r'))].map(({segment}) => keyOf(segment));

/** Pasted lines end in `\r`, as if Enter had been pressed. */
const cleanPaste = (text: string): string =>
	text
		.replaceAll(/\r\n?/g, '\n')
		.replaceAll('\t', ' ')
		.replaceAll(/(?!\n)\p{Control}/gu, '');

type Found = {events: InputEvent[]; length: number} | 'incomplete';

const one = (event: InputEvent | undefined, length: number): Found => ({events: event ? [event] : [], length});

const csi = /^\[([\u0030-\u003f[]?[\u0030-\u003f]*[\u0020-\u002f]*)([\u0040-\u005a\u005c-\u007e])/;
const ss3 = /^O([\d;]*)([\u0040-\u007e])/;
const partial = /^(?:\[(?:[\u0030-\u003f[]?[\u0030-\u003f]*[\u0020-\u002f]*)|O[\d;]*)$/;
const stringOf = /^[\]P_^X](?:[^\u0007\u001b]|\u001b(?!\\))*(?:\u0007|\u001b\\)/;

/** Escape, and after it a key that came in the same read: Alt with that key, or the two one after the other. */
const altKey = (key: KeyEvent): KeyEvent => ({
	type: 'key',
	name: /^(?:shift\+|ctrl\+)/.test(key.name) ? key.name.replace(/^((?:shift\+|ctrl\+)+)/, '$1alt+') : `alt+${key.name}`,
	text: '',
	apart: [keyOf(esc), key],
});

/** The sequence at the start of `text`, which begins with Escape. */
const sequenceAt = (text: string): Found => {
	const rest = text.slice(1);
	if (rest === '') return 'incomplete';
	// rxvt's `$` for shift is an intermediate character elsewhere.
	const rxvtShift = /^\[(\d)\$/.exec(rest);
	if (rxvtShift) return one(controlSequence(rxvtShift[1]!, '$'), 1 + rxvtShift[0].length);
	const control = csi.exec(rest);
	if (control) return one(controlSequence(control[1]!, control[2]!), 1 + control[0].length);
	const shifted = ss3.exec(rest);
	if (shifted) return one(shiftedSequence(shifted[1]!, shifted[2]!), 1 + shifted[0].length);
	const answer = stringOf.exec(rest);
	if (answer) return {events: [], length: 1 + answer[0].length};
	if (text.length <= longestSequence && (partial.test(rest) || /^[\]P_]/.test(rest))) return 'incomplete';
	if (rest.startsWith(esc)) {
		// Two Escapes: the first stands alone unless the second begins a sequence, which then came with Alt.
		const inner = sequenceAt(rest);
		if (inner === 'incomplete') return rest.length === 1 ? one(keyOf(esc), 1) : 'incomplete';
		const [key] = inner.events;
		if (key?.type === 'key' && !key.apart) return one(altKey(key), 1 + inner.length);
		return one(keyOf(esc), 1);
	}
	const [grapheme] = typedKeys(rest.slice(0, longestSequence));
	const first = segmenter.segment(rest)[Symbol.iterator]().next().value!.segment;
	return one(altKey(grapheme!), 1 + first.length);
};

/** A decoder that has read nothing yet. */
export const createDecoder = (): Decoder => {
	let held = '';
	let wasEscape = false;

	const push = (text: string, isSoon = false): InputEvent[] => {
		// The network cut a sequence in two and was late with its rest: no letters, and Escape has been told already.
		const isRest = wasEscape && isSoon && (csi.test(text) || ss3.test(text));
		let input = (isRest ? esc : held) + text;
		held = '';
		wasEscape = false;
		const events: InputEvent[] = [];
		while (input !== '') {
			const at = input.indexOf(esc);
			if (at !== 0) {
				const plain = at === -1 ? input : input.slice(0, at);
				events.push(...typedKeys(plain));
				input = input.slice(plain.length);
				continue;
			}
			if (input.startsWith(pasteStart)) {
				const end = input.indexOf(pasteEnd);
				if (end === -1) break;
				events.push({type: 'paste', text: cleanPaste(input.slice(pasteStart.length, end))});
				input = input.slice(end + pasteEnd.length);
				continue;
			}
			const found = sequenceAt(input);
			if (found === 'incomplete') break;
			events.push(...found.events);
			input = input.slice(found.length);
		}
		held = input;
		return events;
	};

	return {
		push,
		flush: () => {
			const input = held;
			held = '';
			if (input.startsWith(pasteStart)) return [{type: 'paste', text: cleanPaste(input.slice(pasteStart.length))}];
			wasEscape = input === esc;
			if (wasEscape) return [keyOf(esc)];
			// Escape and then a key that could also begin a sequence, `[` or `O`, with nothing after it: two keys.
			if (input.length === 2) return [keyOf(esc), ...push(input.slice(1))];
			return [];
		},
		get pending() {
			if (held === '') return 'nothing';
			if (held.startsWith(pasteStart)) return 'paste';
			return held.length === 1 ? 'escape' : held.length === 2 ? 'pair' : 'sequence';
		},
	};
};
