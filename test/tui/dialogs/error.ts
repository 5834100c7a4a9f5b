import {expect, it} from 'vitest';
import {errorDialog, errorModule} from '../../../source/tui/dialogs/error/error.ts';
import type {DialogView} from '../../../source/tui/dialogs/module.ts';
import {lineText} from '../../../source/tui/text/line.ts';
import {lookOf} from '../../../source/tui/theme.ts';

const look = lookOf({theme: 'terminal', ascii: false}, {colours: '256', unicode: true});
const draw = (told: Parameters<typeof errorDialog>[0], height: number) => {
	const dialog = {...errorDialog(told), id: 1};
	const view = {width: 60, height, look} as DialogView;
	return [errorModule.title(dialog, view), ...errorModule.lines(dialog, view)].map(lineText);
};

it('names what was left out as far as there is room, and where the others stand', () => {
	const lines = Array.from({length: 20}, (_, i) => `photos/${i}.jpg: a symbolic link`);
	const drawn = draw({text: '3 files were put into photos.', error: null, lines, level: 'attention'}, 8);
	expect(drawn[0]).toBe('What happened');
	expect(drawn).toHaveLength(9);
	expect(drawn.slice(2, 4)).toEqual(['', '  photos/0.jpg: a symbolic link']);
	expect(drawn.at(-1)).toBe('  and 15 more: @ names them');
	expect(draw({text: 'It failed.', error: null}, 8)).toEqual(['What failed', '✗ It failed.']);
});
