import {describe, expect, it} from 'vitest';
import {turnedClock} from '../../../source/platform/clock.ts';
import type {Capabilities} from '../../../source/tui/terminal/capabilities.ts';
import {createModes} from '../../../source/tui/terminal/modes.ts';
import {modesOf, untouched} from '../../helpers/pty.ts';
import {openXterm} from '../../helpers/screen.ts';

const open = ({progress = 'lasting', multiplexer}: Partial<Pick<Capabilities, 'progress' | 'multiplexer'>> = {}) => {
	const clock = turnedClock(0);
	const xterm = openXterm(20, 5);
	let written = '';
	const titles: string[] = [];
	xterm.onTitleChange((title) => titles.push(title));
	const modes = createModes(
		(text) => {
			written += text;
		},
		{progress, multiplexer, now: clock.now},
	);
	return {
		modes,
		clock,
		titles,
		take: () => {
			const text = written;
			written = '';
			return text;
		},
		state: async () => {
			await new Promise<void>((resolve) => xterm.write(written, resolve));
			return modesOf(xterm);
		},
	};
};

describe('modes', () => {
	it('are on after entering and as before after leaving', async () => {
		const {modes, state} = open();
		modes.setMouse(true);
		modes.setTitle('iceaxe');
		modes.setProgress({state: 'running', done: 0.5});
		modes.enter();
		expect(await state()).toMatchObject({bracketedPaste: true, focusReports: true, mouse: 'vt200'});
		modes.leave();
		expect(await state()).toEqual(untouched);
	});

	it('leave only what was entered, and once', () => {
		const {modes, take} = open();
		modes.leave();
		expect(take()).toBe('');
		modes.enter();
		modes.leave();
		take();
		modes.leave();
		expect(take()).toBe('');
	});

	it('come back as they were after somebody else had the terminal', () => {
		const {modes, take} = open();
		modes.enter();
		modes.setTitle('photos');
		modes.setMouse(true);
		modes.leave();
		take();
		modes.enter();
		expect(take()).toBe('\u001b[?2004h\u001b[?1004h\u001b[?1000h\u001b[?1006h\u001b[22;2t\u001b]2;photos\u0007');
	});

	it('write a title only when it changes, and nothing hostile with it', () => {
		const {modes, take} = open();
		modes.enter();
		take();
		modes.setTitle('one\u001b]2;evil\u0007');
		expect(take()).toBe('\u001b[22;2t\u001b]2;one␛]2;evil␇\u0007');
		modes.setTitle('two');
		expect(take()).toBe('\u001b]2;two\u0007');
		modes.setTitle('two');
		expect(take()).toBe('');
		modes.setTitle(undefined);
		expect(take()).toBe('\u001b]2;\u0007\u001b[23;2t');
	});

	it('show progress in whole percents', () => {
		const {modes, take} = open();
		modes.enter();
		take();
		modes.setProgress({state: 'running', done: 0.421});
		expect(take()).toBe('\u001b]9;4;1;42\u0007');
		modes.setProgress({state: 'running', done: 0.424});
		expect(take()).toBe('');
		modes.setProgress({state: 'failing', done: 2});
		expect(take()).toBe('\u001b]9;4;2;100\u0007');
		modes.setProgress({state: 'unmeasured'});
		expect(take()).toBe('\u001b]9;4;3;0\u0007');
		modes.setProgress(undefined);
		expect(take()).toBe('\u001b]9;4;0\u0007');
	});

	it('show none where it would pop up as a notification', () => {
		const {modes, take} = open({progress: 'none'});
		modes.enter();
		take();
		modes.setProgress({state: 'running', done: 0.4});
		expect(take()).toBe('');
	});

	it('say a progress again where it fades, and only there', async () => {
		for (const progress of ['fading', 'lasting'] as const) {
			const {modes, take, clock} = open({progress});
			modes.enter();
			modes.setProgress({state: 'running', done: 0.1});
			take();
			await clock.advance(9_000);
			modes.setProgress({state: 'running', done: 0.1});
			expect(take()).toBe('');
			await clock.advance(1_000);
			modes.setProgress({state: 'running', done: 0.1});
			expect(take()).toBe(progress === 'fading' ? '\u001b]9;4;1;10\u0007' : '');
			modes.setProgress(undefined);
			take();
			await clock.advance(60_000);
			modes.setProgress(undefined);
			expect(take()).toBe('');
		}
	});

	it('have a multiplexer hand the progress on, and take it away when they end', () => {
		const {modes, take} = open({multiplexer: 'tmux'});
		modes.enter();
		take();
		modes.setProgress({state: 'running', done: 0.4});
		expect(take()).toBe('\u001bPtmux;\u001b\u001b]9;4;1;40\u0007\u001b\\');
		modes.leave();
		expect(take()).toMatch(/^\u001bPtmux;\u001b\u001b\]9;4;0\u0007\u001b\\/);
	});
});
