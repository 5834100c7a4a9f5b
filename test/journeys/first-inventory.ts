import {expect, it} from 'vitest';
import type {Fault} from '../helpers/fault-proxy.ts';
import {beginJourney, hours} from '../helpers/journey.ts';

const count = 30_000;

/** The marked row, and the one under the cursor, which comes after it. */
const rowsIn = (text: string) => [/● +(\S+)/, /│▌ +(share\S+)/].map((pattern) => pattern.exec(text)?.[1]);

it('looks at a first inventory while it is read: its rows come, and the cursor stays on its archive', async () => {
	const later: PromiseWithResolvers<void>[] = [];
	/** Each portion after the first waits until the test lets it through. */
	const fault = ({range}: {range: string}): Fault | undefined => {
		if (!range || range.startsWith('0-')) return undefined;
		const gate = Promise.withResolvers<void>();
		later.push(gate);
		return {do: 'hold', until: gate.promise};
	};
	await using journey = await beginJourney({
		fault,
		seed: (control) => {
			control.createVault('nas', Date.parse('2025-01-01T00:00:00Z'));
			control.fill('nas', 'nas', {count, start: Date.parse('2025-01-01T00:00:00Z'), seed: 5});
			control.makeInventory('nas');
		},
	});
	const {screen, act} = journey;
	await screen.until(/nas/);
	await act('screen.inventory', 'inventory.refresh');
	await screen.until(/inventory +nas/);
	await journey.later(hours(5));

	// The service has sent a part, and keeps the rest.
	await screen.until(/first inventory · reading \d+ %/);
	await screen.until(/[\d,]+ archives so far, .*1\/[\d,]+/);
	const first = screen.text();
	await act('inventory.tree');
	await screen.until(/\/ +▄* *[\d.]+ [MGT]iB +[\d,]+/);
	await act('inventory.tree');
	await screen.until(/1\/1\d,\d+ ─/);
	await screen.press('j', 'j', 'space');
	await screen.until('1 marked');
	const [marked, current] = rowsIn(screen.text());

	const shown = /([\d,]+) archives so far/.exec(first)![1]!;
	for (let at = 0; screen.text().includes(`${shown} archives so far`); at++) {
		await screen.until(() => later.length > at, {what: 'the next portion'});
		later[at]!.resolve();
		await screen.until((text) => later.length > at + 1 || !text.includes(`${shown} archives so far`));
	}
	for (const gate of later) gate.resolve();
	await screen.until('30,000 archives, ');
	expect(rowsIn(screen.text())).toEqual([marked, current]);
	expect(screen.text()).toContain('1 marked');
	expect(screen.text()).not.toContain('so far');
});
