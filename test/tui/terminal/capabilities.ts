import {describe, expect, it} from 'vitest';
import {detectCapabilities, type Environment} from '../../../source/tui/terminal/capabilities.ts';

const xterm = {TERM: 'xterm-256color', LANG: 'en_US.UTF-8'};

describe('colours', () => {
	it.each<[Environment, string]>([
		[{TERM: 'xterm'}, '16'],
		[{TERM: 'xterm-256color'}, '256'],
		[{TERM: 'xterm-256color', COLORTERM: 'truecolor'}, 'true'],
		[{TERM: 'xterm-kitty'}, 'true'],
		[{TERM: 'dumb'}, 'none'],
		[{TERM: 'xterm-256color', NO_COLOR: '1'}, 'none'],
		[{TERM: 'xterm-256color', NO_COLOR: ''}, '256'],
		[{TERM: 'xterm-256color', NO_COLOR: '1', FORCE_COLOR: '3'}, 'none'],
		[{TERM: 'dumb', FORCE_COLOR: '3'}, 'true'],
		[{TERM: 'xterm-256color', FORCE_COLOR: '0'}, 'none'],
		[{TERM: 'xterm-256color', FORCE_COLOR: ''}, '16'],
	])('with %j are %s', (env, colours) => expect(detectCapabilities(env).colours).toBe(colours));
});

describe('characters beyond ASCII', () => {
	it.each<[Environment, boolean]>([
		[{LANG: 'de_CH.UTF-8'}, true],
		[{LANG: 'C.utf8'}, true],
		[{LANG: 'C'}, false],
		[{LANG: 'de_CH.ISO-8859-1'}, false],
		[{LC_ALL: 'C', LC_CTYPE: 'C.UTF-8', LANG: 'C.UTF-8'}, false],
		[{LC_ALL: '', LC_CTYPE: 'POSIX', LANG: 'C.UTF-8'}, false],
		[{LC_CTYPE: 'C.UTF-8', LANG: 'C'}, true],
		[{}, true],
	])('with %j: %s', (env, unicode) => expect(detectCapabilities(env).unicode).toBe(unicode));

	it('are none with --ascii', () => expect(detectCapabilities(xterm, {ascii: true}).unicode).toBe(false));
});

describe('the rest', () => {
	it.each([
		[{TERM: 'xterm-ghostty'}, {notifications: 'osc9', progress: 'fading', multiplexer: undefined}],
		[
			{TERM: 'xterm-256color', TERM_PROGRAM: 'WezTerm'},
			{notifications: 'osc9', progress: 'lasting'},
		],
		[
			{TERM: 'xterm-256color', LC_TERMINAL: 'iTerm2'},
			{notifications: 'osc9', progress: 'none'},
		],
		[{TERM: 'foot'}, {notifications: 'osc777', progress: 'none'}],
		[
			{TERM: 'xterm-256color', VTE_VERSION: '7600'},
			{notifications: 'osc777', progress: 'none'},
		],
		[
			{TERM: 'xterm-256color', VTE_VERSION: '8002'},
			{notifications: 'osc777', progress: 'lasting'},
		],
		[{TERM: 'xterm-256color', WT_SESSION: 'x'}, {progress: 'lasting'}],
		[{TERM: 'xterm-kitty'}, {notifications: 'osc9', progress: 'none'}],
		[{TERM: 'xterm-256color'}, {notifications: 'bell', progress: 'none', dumb: false}],
		[
			{TERM: 'tmux-256color', TMUX: '/tmp/tmux-0/default,1,0', TERM_PROGRAM: 'WezTerm'},
			{multiplexer: 'tmux', progress: 'none', notifications: 'bell'},
		],
		[{TERM: 'screen.xterm-256color', STY: '1.pts'}, {multiplexer: 'screen'}],
		[{TERM: 'dumb'}, {dumb: true}],
		[{}, {dumb: true}],
	])('of %j is %j', (env, expected) => expect(detectCapabilities(env)).toMatchObject(expected));

	it('of an indicator are what a person says, also in tmux', () => {
		const tmux = {TERM: 'tmux-256color', TMUX: '/tmp/tmux-0/default,1,0'};
		expect(detectCapabilities(tmux, {progress: 'on'}).progress).toBe('fading');
		expect(detectCapabilities({TERM: 'xterm-ghostty'}, {progress: 'off'}).progress).toBe('none');
	});
});
