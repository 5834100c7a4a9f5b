import {describe, expect, it} from 'vitest';
import {readInkOutput} from '../../../../source/tui/terminal/differ/ink-output.ts';

const kinds = (text: string) => readInkOutput(text).map(({kind}) => kind);
const stay = {up: 0, down: 0, column: undefined};

describe('what Ink writes', () => {
	it('is a frame after erasing the one before', () => {
		const parts = readInkOutput('\u001b[2K\u001b[1A\u001b[2K\u001b[Gone\n\u001b[1mtwo\u001b[22m');
		expect(parts.at(-1)).toEqual({kind: 'frame', lines: ['one', '\u001b[1mtwo\u001b[22m']});
		expect(parts.slice(0, -1).every(({kind}) => kind === 'move')).toBe(true);
	});

	it('is a frame after clearing all', () => expect(kinds('\u001b[1;1H\u001b[Jone')).toEqual(['move', 'move', 'frame']));

	it('places its cursor after the frame', () =>
		expect(readInkOutput('one\ntwo\u001b[1A\u001b[4G\u001b[?25h')).toEqual([
			{kind: 'frame', lines: ['one', 'two']},
			{kind: 'move', ...stay, up: 1},
			{kind: 'move', ...stay, column: 3},
			{kind: 'cursor', visible: true},
		]));

	it('is modes by themselves', () => {
		expect(kinds('\u001b[?2026h')).toEqual(['synchronised']);
		expect(kinds('\u001b[?1049h')).toEqual(['alternate']);
		expect(kinds('\u001b[?2004h')).toEqual(['mode']);
		expect(kinds('\u001b[?25l')).toEqual(['cursor']);
	});

	it.each(['\u001b]2;title\u0007', 'one\u001b[5;5Htwo', '\u001b7', '\u001b[5;5Hone', 'link \u001b]8;;http://a\u0007'])(
		'is not %j',
		(text) => expect(kinds(text)).toEqual(['unknown']),
	);
});
