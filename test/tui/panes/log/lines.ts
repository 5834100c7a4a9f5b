import {describe, expect, it} from 'vitest';
import {type LogPicture, logLines} from '../../../../source/tui/panes/log/lines.ts';
import {lineText} from '../../../../source/tui/text/line.ts';
import {lookOf} from '../../../../source/tui/theme.ts';
import {unreachable} from '../../../fixtures/scene.ts';

const look = lookOf({theme: 'terminal', ascii: false}, {colours: '256', unicode: true});

const draw = (change: Partial<LogPicture> = {}): string[] =>
	logLines({
		rect: {left: 0, top: 0, width: 70, height: 7},
		look,
		notices: [
			{at: '2026-11-23T16:00:01Z', level: 'good', text: 'old.tar is restored and verified.', error: null},
			{at: '2026-11-23T16:00:04Z', level: 'error', text: 'It does not answer.', error: unreachable},
		],
		calls: [
			{
				at: '2026-11-23T16:00:02Z',
				operation: 'ListJobs',
				subject: 'photos',
				milliseconds: 12.4,
				outcome: 'ok',
				requestId: 'r',
			},
			{
				at: '2026-11-23T16:00:03Z',
				operation: 'ListVaults',
				subject: null,
				milliseconds: 1204,
				outcome: 'AccessDeniedException',
				requestId: 'r',
			},
		],
		logFile: '/var/log/iceaxe.log',
		focused: true,
		list: {cursor: 0, scroll: 0},
		filter: '',
		filtering: null,
		...change,
	}).map(lineText);

describe('the log', () => {
	it('says why it is empty', () => {
		expect(draw({notices: [], calls: []}).join('\n')).toContain('Nothing has happened yet.');
		expect(draw({filter: 'zzz'}).join('\n')).toContain('No line has “zzz”. esc shows all.');
	});

	it('has what happened and what was asked, the newest first', () =>
		expect(draw()).toEqual([
			'╭─ @ Log ────────────────────────────────────── /var/log/iceaxe.log ─╮',
			'│▌16:00:04  ✗ It does not answer.                                    │',
			'│ 16:00:03  ✗ ListVaults  AccessDeniedException             1204 ms  │',
			'│ 16:00:02  · ListJobs  photos                                12 ms  │',
			'│ 16:00:01  ✓ old.tar is restored and verified.                      │',
			'│                                                                    │',
			'╰─ newest first ─────────────────────────────────────────────── 1/4 ─╯',
		]));

	it('shows only what the filter finds', () => {
		expect(draw({filter: 'listv'})[1]).toContain('ListVaults');
		expect(draw({filter: 'listv'}).at(-1)).toMatch(/\/listv.*1\/1/);
	});

	it('is empty at first', () =>
		expect(draw({notices: [], calls: []}).join('\n')).toContain('Nothing has happened yet.'));
});
