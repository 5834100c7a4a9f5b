import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createDecoder} from '../../../../source/tui/terminal/input/decoder.ts';
import type {InputEvent} from '../../../../source/tui/terminal/input/events.ts';

const textOf = (event: InputEvent): string => {
	if (event.type === 'key') return event.name;
	if (event.type === 'paste') return `paste(${event.text})`;
	if (event.type === 'focus') return event.focused ? 'focus' : 'blur';
	return `${event.action} ${event.button} ${event.x},${event.y}`;
};

/** What is heard when these reads come and then nothing for a while. */
const heard = (...reads: string[]): string[] => {
	const decoder = createDecoder();
	return [...reads.flatMap((read) => decoder.push(read)), ...decoder.flush()].map(textOf);
};

describe('keys', () => {
	it.each([
		['j', 'j'],
		['G', 'G'],
		['/', '/'],
		['é', 'é'],
		['日', '日'],
		['👩‍👧', '👩‍👧'],
		['e\u0301', 'e\u0301'],
		[' ', 'space'],
		['\r', 'enter'],
		['\n', 'enter'],
		['\t', 'tab'],
		['\u001b', 'esc'],
		['\u007f', 'backspace'],
		['\b', 'backspace'],
		['\u0003', '^c'],
		['\u0004', '^d'],
		['\u0015', '^u'],
		['\u001a', '^z'],
		['\u0000', '^space'],
		['\u001f', '^_'],
		['\u001b[A', 'up'],
		['\u001bOA', 'up'],
		['\u001b[D', 'left'],
		['\u001bOD', 'left'],
		['\u001b[H', 'home'],
		['\u001bOH', 'home'],
		['\u001b[1~', 'home'],
		['\u001b[7~', 'home'],
		['\u001b[F', 'end'],
		['\u001b[4~', 'end'],
		['\u001b[5~', 'pageup'],
		['\u001b[6~', 'pagedown'],
		['\u001b[2~', 'insert'],
		['\u001b[3~', 'delete'],
		['\u001b[Z', 'shift+tab'],
		['\u001b[1;2A', 'shift+up'],
		['\u001b[1;5C', 'ctrl+right'],
		['\u001b[1;3D', 'alt+left'],
		['\u001b[1;6B', 'shift+ctrl+down'],
		['\u001b[3;5~', 'ctrl+delete'],
		['\u001b[a', 'shift+up'],
		['\u001bOc', 'ctrl+right'],
		['\u001b[5$', 'shift+pageup'],
		['\u001b[5^', 'ctrl+pageup'],
		['\u001bOM', 'enter'],
		['\u001bOj', '*'],
		['\u001bOP', 'f1'],
		['\u001b[[A', 'f1'],
		['\u001b[15~', 'f5'],
		['\u001bj', 'alt+j'],
		['\u001bD', 'alt+D'],
		['\u001b\u007f', 'alt+backspace'],
		['\u001b\r', 'alt+enter'],
		['\u001b\u001b[A', 'alt+up'],
		['\u001b[106u', 'j'],
		['\u001b[106;2u', 'J'],
		['\u001b[100;5u', '^d'],
		['\u001b[27u', 'esc'],
		['\u001b[27;5;100~', '^d'],
	])('%j is %s', (bytes, name) => expect(heard(bytes)).toEqual([name]));

	it.each([
		['an answer about its attributes', '\u001b[?62;4c'],
		['where its cursor is', '\u001b[24;80R'],
		['its version', '\u001bP>|xterm(390)\u001b\\'],
		['its background', '\u001b]11;rgb:0000/0000/0000\u0007'],
		['a key that was let go', '\u001b[106;1:3u'],
		['a media key', '\u001b[57428u'],
		['the wheel sideways', '\u001b[<66;1;1M'],
		['a sequence from nowhere', '\u001b[?1;2;3;4$y'],
	])('%s is no key', (_, bytes) => expect(heard(bytes, 'j')).toEqual(['j']));

	it('that are glued together are each heard', () =>
		expect(heard('jjj\u001b[B\u001b[Bk\u0004\u0004\r\u001b[5~é\u001b')).toEqual(
			'j j j down down k ^d ^d enter pageup é esc'.split(' '),
		));

	it('type what they say, and nothing when they say nothing', () => {
		const [a, space, enter, up] = createDecoder().push('é \r\u001b[A');
		expect([a, space, enter, up]).toMatchObject([{text: 'é'}, {text: ' '}, {text: ''}, {text: ''}]);
	});

	it('with Alt say of which keys they may be made', () =>
		expect(createDecoder().push('\u001bq')).toEqual([
			{
				type: 'key',
				name: 'alt+q',
				text: '',
				apart: [
					{type: 'key', name: 'esc', text: ''},
					{type: 'key', name: 'q', text: 'q'},
				],
			},
		]));
});

describe('Escape', () => {
	it('waits for what may follow, and is itself when nothing does', () => {
		const decoder = createDecoder();
		expect(decoder.push('\u001b')).toEqual([]);
		expect(decoder.pending).toBe('escape');
		expect(decoder.flush().map(textOf)).toEqual(['esc']);
		expect(decoder.pending).toBe('nothing');
	});

	it('that was told before its sequence was whole leaves the rest of it a sequence, when that comes soon', () => {
		const late = (rest: string, isSoon: boolean) => {
			const decoder = createDecoder();
			decoder.push('\u001b');
			return [...decoder.flush(), ...decoder.push(rest, isSoon), ...decoder.flush()].map(textOf);
		};
		expect(late('[A', true)).toEqual(['esc', 'up']);
		expect(late('OPj', true)).toEqual(['esc', 'f1', 'j']);
		expect(late('[200~D\u001b[201~', true)).toEqual(['esc', 'paste(D)']);
		expect(late('[A', false)).toEqual(['esc', '[', 'A']);
		expect(late('D', true)).toEqual(['esc', 'D']);
		expect(late('[', true)).toEqual(['esc', '[']);
	});

	it('twice is twice', () => expect(heard('\u001b\u001b')).toEqual(['esc', 'esc']));
	it('and a bracket are two keys when nothing follows', () => expect(heard('\u001b[')).toEqual(['esc', '[']));
	it('and an O likewise', () => expect(heard('\u001bO')).toEqual(['esc', 'O']));
	it('with half a sequence is dropped, and never typed', () => expect(heard('\u001b[1;')).toEqual([]));
	it('begins no endless sequence', () =>
		expect(heard(`\u001b[${'1;'.repeat(60)}`, 'jk').slice(-2)).toEqual(['j', 'k']));
});

describe('a paste', () => {
	it('comes whole, with lines as lines and nothing that acts', () =>
		expect(heard('\u001b[200~qD\r/etc\r\nx\u001b[A\u0003\ty\u001b[201~j')).toEqual(['paste(qD\n/etc\nx[A y)', 'j']));

	it('may be empty', () => expect(heard('\u001b[200~\u001b[201~')).toEqual(['paste()']));

	it('without its end is given up after a while, and keys are keys again', () => {
		const decoder = createDecoder();
		expect(decoder.push('\u001b[200~lost')).toEqual([]);
		expect(decoder.pending).toBe('paste');
		expect(decoder.flush().map(textOf)).toEqual(['paste(lost)']);
		expect(decoder.push('j').map(textOf)).toEqual(['j']);
	});
});

describe('the mouse', () => {
	it.each([
		['\u001b[<0;1;1M', 'press left 0,0'],
		['\u001b[<0;10;20m', 'release left 9,19'],
		['\u001b[<2;5;6M', 'press right 4,5'],
		['\u001b[<64;5;6M', 'wheel-up none 4,5'],
		['\u001b[<65;5;6M', 'wheel-down none 4,5'],
		['\u001b[<35;5;6M', 'move none 4,5'],
	])('%j is %s', (bytes, act) => expect(heard(bytes)).toEqual([act]));
});

it('the focus comes and goes', () => expect(heard('\u001b[O', '\u001b[I')).toEqual(['blur', 'focus']));

describe('however the bytes are cut into reads', () => {
	const piece = fc.constantFrom(
		...[
			'j',
			'G',
			' ',
			'\r',
			'é',
			'日本',
			'\u0004',
			'\u001b[A',
			'\u001bOB',
			'\u001b[5~',
			'\u001b[1;5C',
			'\u001b[200~a\rb\u001b[201~',
		],
		...[
			'\u001b[<0;3;4M',
			'\u001b[I',
			'\u001b[24;80R',
			'\u001b]11;rgb:0/0/0\u001b\\',
			'\u001b[Z',
			'👍',
			'\u001b[15~',
			'\u001b[[B',
		],
	);

	it('the same is heard', () => {
		fc.assert(
			fc.property(fc.array(piece, {maxLength: 12}), fc.array(fc.nat(60), {maxLength: 6}), (pieces, cuts) => {
				const bytes = pieces.join('');
				// A code point is never cut: the reader joins its bytes before.
				const points = [...bytes];
				const places = [...new Set(cuts.map((cut) => cut % (points.length + 1)))].toSorted((a, b) => a - b);
				const reads = [...places, points.length].map((end, index) =>
					points.slice(places[index - 1] ?? 0, end).join(''),
				);
				expect(heard(...reads)).toEqual(heard(bytes));
			}),
			{numRuns: 500},
		);
	});

	it('any bytes at all end in keys again', () => {
		fc.assert(
			fc.property(fc.array(fc.string({unit: fc.constantFrom(...'\u001b[]OP;<?0129~A\u0007\\mM$^uR _j')})), (reads) => {
				const decoder = createDecoder();
				for (const read of reads) decoder.push(read);
				decoder.flush();
				expect(decoder.pending).toBe('nothing');
				expect(decoder.push('k').map(textOf)).toEqual(['k']);
			}),
			{numRuns: 1_000},
		);
	});
});
