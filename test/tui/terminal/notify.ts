import {describe, expect, it} from 'vitest';
import {turnedClock} from '../../../source/platform/clock.ts';
import {createAttention} from '../../../source/tui/terminal/attention.ts';
import {noticeSequence} from '../../../source/tui/terminal/notify.ts';
import {VirtualTerminal} from '../../helpers/virtual-terminal.ts';

const notice = {title: 'iceaxe', body: 'nightly.tar is restored'};
const alone = {notifications: 'osc9', multiplexer: undefined} as const;

describe('a notice', () => {
	it.each([
		['auto', '\u001b]9;iceaxe: nightly.tar is restored\u0007'],
		['osc9', '\u001b]9;iceaxe: nightly.tar is restored\u0007'],
		['osc777', '\u001b]777;notify;iceaxe;nightly.tar is restored\u0007'],
		['bell', '\u0007'],
		['off', ''],
	] as const)('with %s is %j', (mode, sequence) => expect(noticeSequence(notice, mode, alone)).toBe(sequence));

	it('goes through tmux, and rings there too', () =>
		expect(noticeSequence(notice, 'osc9', {...alone, multiplexer: 'tmux'})).toBe(
			'\u001bPtmux;\u001b\u001b]9;iceaxe: nightly.tar is restored\u0007\u001b\\\u0007',
		));

	it('is no way in for hostile names', () => {
		const hostile = {title: 'a;b', body: 'x\u0007\u001b]2;evil\u0007'};
		expect(noticeSequence(hostile, 'osc777', alone)).toBe('\u001b]777;notify;a,b;x␇␛]2;evil␇\u0007');
	});
});

describe('attention', () => {
	it('is known where the terminal tells', () => {
		const attention = createAttention(() => 0);
		attention.notice({type: 'focus', focused: false});
		expect(attention.isWatching()).toBe(false);
		attention.notice({type: 'focus', focused: true});
		expect(attention.isWatching()).toBe(true);
	});

	it('is guessed from keys where it does not', async () => {
		const clock = turnedClock(0);
		const attention = createAttention(clock.now);
		expect(attention.isWatching()).toBe(true);
		await clock.advance(59_000);
		attention.notice({type: 'key', name: 'j', text: 'j'});
		await clock.advance(59_000);
		expect(attention.isWatching()).toBe(true);
		await clock.advance(2_000);
		expect(attention.isWatching()).toBe(false);
	});
});

it('nothing rings while somebody is watching', async () => {
	using screen = await new VirtualTerminal({notify: 'bell'}).render(undefined);
	let rung = 0;
	screen.xterm.onBell(() => {
		rung += 1;
	});
	expect(screen.terminal.notify(notice)).toBe(false);
	screen.stdin.write('\u001b[O');
	await screen.settled();
	expect(screen.terminal.notify(notice)).toBe(true);
	await screen.settled();
	expect(rung).toBe(1);
});
