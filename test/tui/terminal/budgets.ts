import {createElement} from 'react';
import {describe, expect, it} from 'vitest';
import {measureDiffer} from '../../bench/differ.ts';
import {ListScreen} from '../../fixtures/list-screen.ts';
import {renderScreen, type VirtualTerminal} from '../../helpers/virtual-terminal.ts';

const bytesOf = async (screen: VirtualTerminal, ...keys: string[]) => {
	const mark = screen.bytes;
	await screen.press(...keys);
	return screen.bytesSince(mark) / keys.length;
};

describe.each([
	[80, 24],
	[120, 42],
	[200, 60],
])('at %i×%i', (columns, rows) => {
	it('a key costs the bytes it must', async () => {
		using screen = await renderScreen(createElement(ListScreen), {columns, rows});
		await screen.press('j');
		const move = await bytesOf(screen, 'j', 'j', 'k');
		await screen.press(...Array.from({length: rows}, () => 'j'));
		const scroll = await bytesOf(screen, 'j', 'j', 'j');
		const page = await bytesOf(screen, '^d', '^d');
		const idle = await bytesOf(screen, 'x');
		expect(move).toBeLessThanOrEqual(400);
		expect(scroll).toBeLessThanOrEqual(400);
		expect(page).toBeLessThanOrEqual(4_000);
		expect(idle).toBe(0);
	});
});

describe('the differ', () => {
	it.each([1, 1_000])('takes a small part of a frame at 200×60 when the list moves by %i rows', (step) => {
		// Measured at 0.4 and 1.1 ms; the limit leaves room for slower machines.
		expect(measureDiffer(step, 120).undisturbed).toBeLessThan(4);
	});
});
