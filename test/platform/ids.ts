import {expect, it} from 'vitest';
import {turnedClock} from '../../source/platform/clock.ts';
import {countedIds, timeOrderedIds} from '../../source/platform/ids.ts';

it('makes ids that differ and sort by time', async () => {
	const clock = turnedClock(Date.parse('2026-11-23T14:00:00Z'));
	const makeId = timeOrderedIds(clock);
	const ids: string[] = [];
	for (let i = 0; i < 50; i++) {
		ids.push(makeId());
		await clock.advance(1);
	}
	expect(new Set(ids).size).toBe(50);
	expect([...ids].sort()).toEqual(ids);
	for (const id of ids) expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{16}$/);
	expect(makeId().slice(0, 9)).toBe(makeId().slice(0, 9));
});

it('counts for tests', () => {
	const makeId = countedIds('transfer');
	expect([makeId(), makeId()]).toEqual(['transfer-1', 'transfer-2']);
});
