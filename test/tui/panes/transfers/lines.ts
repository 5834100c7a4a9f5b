import {describe, expect, it} from 'vitest';
import type {EngineEvent} from '../../../../source/model/events.ts';
import {timestamp} from '../../../../source/model/timestamp.ts';
import type {Transfer} from '../../../../source/model/transfer.ts';
import {openStore} from '../../../../source/store/store.ts';
import {paneTitle} from '../../../../source/tui/panes/pane-title.ts';
import {type TransfersPicture, transfersLines} from '../../../../source/tui/panes/transfers/lines.ts';
import {lineText} from '../../../../source/tui/text/line.ts';
import {lookOf} from '../../../../source/tui/theme.ts';
import {chunks, job, progress, sceneNow, transfer, unreachable} from '../../../fixtures/scene.ts';

const look = lookOf({theme: 'terminal', ascii: false}, {colours: '256', unicode: true});

const after = (...events: EngineEvent[]) => {
	const store = openStore();
	store.take(events);
	return store.getState();
};

const draw = (events: EngineEvent[], change: Partial<TransfersPicture> = {}, width = 62, height = 6) => {
	const {transfers, jobs, connection, traffic} = after(...events);
	return transfersLines({
		rect: {left: 0, top: 0, width, height},
		look,
		now: sceneNow,
		title: paneTitle('4', 'Transfers', true),
		entries: transfers,
		jobs,
		connection: connection.state,
		starting: false,
		rates: traffic.rates,
		limit: null,
		slowedTo: null,
		focused: true,
		list: {cursor: 0, scroll: 0},
		filter: '',
		filtering: null,
		...change,
	});
};
const texts = (...given: Parameters<typeof draw>): string[] => draw(...given).map(lineText);

const told = (change: Partial<Transfer>, map: string | null = null): EngineEvent => ({
	type: 'transfer',
	transfer: transfer('t-1', {name: 'nightly/2026-11-18.tar.gpg', ...change}),
	chunks: map,
});

describe('the transfers', () => {
	it('say what they have waited for, for how long, and why', () => {
		const waitsSince = timestamp(sceneNow - 11_400_000);
		const waits = told({state: 'waiting', waitsFor: 'network', waitsSince, error: unreachable}, 'vvvrwwww');
		const [, head, map] = draw([waits], {focused: false});
		expect(lineText(head!)).toMatch(/◷ nightly.* waits for the network /);
		expect(lineText(map!)).toMatch(/^│▌ {2}for 3 h 10 m: glacier/);
		expect([head, map].every((line) => line!.some(({tone}) => tone === 'attention'))).toBe(true);
	});

	it('say for how long no byte has come, in place of how fast and how long, and are counted as held up', () => {
		const quiet = told({quietSince: timestamp(sceneNow - 40_000)}, chunks(16, 8, 'mm'));
		const [border, head, map] = draw([quiet, progress('t-1', {rate: 0, secondsLeft: null})], {focused: false});
		expect(lineText(border!)).toContain(' 1 held up ─╮');
		expect(lineText(head!)).toMatch(/^│▌↓ nightly.* 62 % {3}no bytes for 40 s │$/);
		expect(head!.find(({text}) => text.includes('no bytes'))?.tone).toBe('attention');
		expect(lineText(map!)).toContain('███▓');
		const offline = texts([quiet], {connection: 'offline'});
		expect(offline[1]).toContain('waits for the network');
		expect(offline[1]).not.toContain('no bytes');
	});

	it('show how much of it is verified, and beside it in the map what is only on its way', () => {
		const on = progress('t-1', {
			...{verifiedBytes: 50 * 2 ** 30, movingBytes: 50 * 2 ** 30, secondsLeft: null},
			moved: [[1, 50 * 2 ** 30]],
		});
		const [, head, map] = draw([told({chunkSize: 50 * 2 ** 30}, 'vm'), on], {focused: false});
		expect(lineText(head!)).toMatch(/ 50 % 41\.3 MB\/s {11}│$/);
		expect(map!.find(({text}) => text.includes('▓'))?.tone).toBe('plain');
	});

	it('show how much, how fast, how long, and every chunk', () =>
		expect(
			texts([
				told({}, chunks(1600, 990, 'mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmr')),
				...[10, 20, 30, 40].flatMap((rate) => Array.from({length: 10}, () => progress('t-1', {rate: rate * 1e6}))),
			]),
		).toEqual([
			'╭─ 4 Transfers ─────────────────────────────────── 1 moving ─╮',
			'│▌↓ nightly/2026-11-18.tar.gpg      62 % 40.0 MB/s    12 min │',
			'│▌  █████████████████████████████▓▒░░░░░░░░░░░░░░░░     ▃▅▇█ │',
			'│                                                            │',
			'│                                                            │',
			'╰────────────────────────────────────────────────────── 1/1 ─╯',
		]));

	it.each<[string, string, string, Partial<Transfer>]>([
		['◷', 'retrieving', 'Standard: ready in about 2 h 14 m', {state: 'retrieving', jobId: 'job-1'}],
		['↓', 'next in turn', '░░░░░░░', {state: 'queued'}],
		['↓', 'verifying the whole', '░░░░░░░', {state: 'verifying'}],
		[
			'✓',
			'verified',
			'/srv/restore/a.tar, 2 h ago',
			{state: 'done', path: '/srv/restore/a.tar', finished: '2026-11-23T14:20:00Z'},
		],
		['✓', 'verified', 'in summitroute_backup', {state: 'done', direction: 'upload'}],
		['‖', 'paused', '░░░░░░░', {state: 'paused'}],
		['✗', 'failed', 'The disk is full.', {state: 'failed', error: {...unreachable, message: 'The disk is full.'}}],
		['–', 'cancelled', 'The unfinished file is gone.', {state: 'cancelled'}],
		['–', 'cancelled', 'Nothing of it is in the vault.', {state: 'cancelled', direction: 'upload'}],
		['↑', 'next in turn', '░░░░░░░', {state: 'queued', direction: 'upload'}],
	])('say %s %s', (sign, word, second, change) => {
		const [, head, below] = texts([{type: 'job', job: job('job-1')}, told(change)]);
		expect(head!.slice(2, 3)).toBe(sign);
		expect(head).toContain(word);
		expect(below).toContain(second);
	});

	it('say below what all of them may have together', () => {
		expect(texts([told({})], {limit: 15_000_000}).at(-1)).toMatch(/^╰─ at most 15 MB\/s ─+ 1\/1 ─╯$/);
		expect(texts([told({})]).at(-1)).not.toContain('at most');
		expect(texts([told({})], {slowedTo: 4}, 80).at(-1)).toContain('─ slowed down by the service to 4 at once ─');
		expect(texts([told({state: 'paused'})], {slowedTo: 4}, 80).at(-1)).not.toContain('slowed');
	});

	it('say what was tried again, and what came damaged', () => {
		const moving = [told({}, chunks(16, 8, 'mm')), progress('t-1', {retries: 3, mismatches: 1})];
		expect(texts(moving)[2]).toMatch(/^│▌ {2}█+▓+░+ 3 retries, 1 damaged/);
		expect(texts(moving, {}, 40)[2]).not.toContain('retries');
		const one = progress('t-1', {retries: 1, mismatches: 0});
		expect(texts([told({}, chunks(16, 8, 'mm')), one])[2]).toContain(' 1 retry ');
		const done = told({state: 'done', path: '/srv/a', finished: '2026-11-23T14:20:00Z'}, 'v'.repeat(16));
		expect(texts([...moving, done], {}, 90)[2]).toContain(
			'/srv/a, 2 h ago; 1 chunk arrived damaged and was fetched again',
		);
		const sent = told({state: 'done', direction: 'upload', finished: null}, 'v'.repeat(16));
		const twice = progress('t-1', {retries: 3, mismatches: 2});
		expect(texts([told({direction: 'upload'}), twice, sent], {}, 90)[2]).toContain(
			'in summitroute_backup; 2 parts arrived damaged and were sent again',
		);
	});

	it('say until when the parts of an upload that stands still are kept', () => {
		const paused = {state: 'paused', direction: 'upload', partsKeptUntil: '2026-11-23T19:25:00Z'} as const;
		const map = chunks(1600, 800);
		expect(texts([told(paused, map)], {}, 70)[1]).toMatch(/18\.tar\.gpg .*paused, parts kept for 3 h 05 m {7}50 % │$/);
		const expired = told({...paused, partsKeptUntil: '2026-11-23T16:00:00Z'}, map);
		expect(texts([expired], {}, 70)[1]).toMatch(/paused, parts have expired {2}100\.0 GiB │$/);
		expect(texts([told({...paused, state: 'moving'}, map)], {}, 70)[1]).not.toContain('kept');
		// There are none to keep, or no room beside the name.
		expect(texts([told(paused)], {}, 70)[1]).toMatch(/ paused {2}100\.0 GiB │$/);
		expect(texts([told(paused, map)], {}, 59)[1]).toMatch(/2026-11-18\.tar\.gpg .* paused {7}50 % │$/);
	});

	it('ask, in the colour of what waits on a person, before another retrieval costs', () => {
		const asks = {tier: 'Standard', dollars: 0.98} as const;
		const error = {...unreachable, message: 'The output of the retrieval has expired.'};
		const [, head, below] = draw([told({state: 'failed', error, asks})], {focused: false});
		expect(lineText(head!)).toMatch(/◷ .* asks for another retrieval/);
		expect(head!.find(({text}) => text === 'asks for another retrieval')?.tone).toBe('attention');
		expect(below!.some(({tone}) => tone === 'failed')).toBe(false);
	});

	it('say how many are before one that waits for its turn', () => {
		const queue = ['moving', 'queued', 'paused', 'queued', 'queued'] as const;
		const events = queue.map(
			(state, index): EngineEvent => ({
				type: 'transfer',
				transfer: transfer(`t-${index}`, {name: `file-${index}`, state}),
				chunks: null,
			}),
		);
		const lines = texts(events, {}, 62, 12);
		expect(lines[3]).toMatch(/file-1 +next in turn/);
		expect(lines[5]).toMatch(/file-3 +waits, 1 before it/);
		expect(lines[7]).toMatch(/file-4 +waits, 2 before it/);
	});

	it.each([
		['offline', 'waits for the network', 'dim'],
		['no-credentials', 'waits for credentials', 'attention'],
	] as const)('say what keeps them from moving: %s', (connection, words, tone) => {
		const [, head, map] = draw([told({}, chunks(16, 8, 'mm')), progress('t-1')], {connection, focused: false});
		expect(lineText(head!)).toMatch(new RegExp(`◷ nightly.* ${words} +62 % │$`));
		expect(head!.find(({text}) => text === words)?.tone).toBe(tone);
		expect(lineText(map!)).toContain('███▓');
	});

	it('are counted in the border, what failed first, with the rate of all', () => {
		const states = ['moving', 'failed', 'queued', 'moving', 'paused', 'retrieving', 'done'] as const;
		const events = states.map(
			(state, index): EngineEvent => ({
				type: 'transfer',
				transfer: transfer(`t-${index}`, {state}),
				chunks: null,
			}),
		);
		const rates = [1e6, 5e6, 9e6].flatMap((rate) =>
			Array.from({length: 10}, () => [progress('t-0', {rate}), progress('t-3', {rate})]).flat(),
		);
		const [border] = texts([...events, ...rates, progress('t-0')], {}, 72);
		expect(border).toBe('╭─ 4 Transfers ───── 1 failed, 1 paused, 2 moving, 2 waiting      ▁▅█ ─╮');
		expect(texts([...events, ...rates], {}, 60)[0]).toMatch(/ 2 waiting ─╮$/);
	});

	it('keep the colours of the map under the cursor', () => {
		const [, head, map] = draw([told({}, chunks(16, 8, 'mm')), progress('t-1')]);
		expect(head!.some(({tone}) => tone === 'selected')).toBe(true);
		expect(map!.map(({tone}) => tone)).toContain('verified');
		expect(map!.map(({tone}) => tone)).not.toContain('selected');
	});

	it('show as many as there is room for, two lines each', () => {
		const events = Array.from(
			{length: 5},
			(_, index): EngineEvent => ({
				type: 'transfer',
				transfer: transfer(`t-${index}`, {name: `file-${index}`, state: 'queued'}),
				chunks: null,
			}),
		);
		const lines = texts(events, {list: {cursor: 4, scroll: 0}});
		expect(lines[1]).toContain('file-3');
		expect(lines[3]).toContain('▌↓ file-4');
		expect(lines.at(-1)).toContain('5/5');
	});

	it('invite where there are none', () =>
		expect(texts([]).join('\n')).toContain('Nothing moves. u uploads, r restores what is marked.'));
});
