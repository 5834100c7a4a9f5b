import {PassThrough} from 'node:stream';
import {describe, expect, it} from 'vitest';
import {createNotes} from '../../source/headless/notes.ts';

const on = (isTTY: boolean, columns = 20) => {
	const stderr = Object.assign(new PassThrough(), {isTTY, columns});
	return {notes: createNotes(stderr), written: () => String(stderr.read() ?? '')};
};

describe('lines for people', () => {
	it('keeps the changing line below the others', () => {
		const {notes, written} = on(true);
		notes.show('10 %');
		notes.say('hello');
		notes.show('20 %');
		notes.show('');
		expect(written()).toBe('10 %\r\u001B[Khello\n10 %\r\u001B[K20 %\r\u001B[K');
	});

	it('cuts the changing line before it wraps, and writes it only when it changes', () => {
		const {notes, written} = on(true, 10);
		notes.show('写真写真写真');
		notes.show('写真写真写真');
		expect(written()).toBe('写真写真…');
	});

	it('has no changing line where there is no terminal', () => {
		const {notes, written} = on(false);
		notes.show('10 %');
		notes.say('a\u001B[2Jb\nc');
		expect(written()).toBe('a␛[2Jb\nc\n');
	});

	it('begins lines with a brace for programs only', () => {
		const {notes, written} = on(false);
		notes.say('{"error": 1}: uploading');
		notes.tell('{"error": 1}');
		expect(written()).toBe(' {"error": 1}: uploading\n{"error": 1}\n');
	});
});
