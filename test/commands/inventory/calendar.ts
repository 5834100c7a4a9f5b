import {describe, expect, it} from 'vitest';
import type {Output} from '../../../source/commands/command.ts';
import {showCalendar} from '../../../source/commands/inventory/calendar.ts';
import type {BackupCalendar} from '../../../source/model/calendar.ts';
import {scriptedLink} from '../../helpers/scripted-link.ts';

const hour = 3600;
const overdue: BackupCalendar = {
	...{vaultName: 'nightly', below: null, days: [], archives: 1, bytes: 1, longestHole: null, streak: 0},
	...{
		at: '2026-11-23T04:00:00.000Z',
		before: null,
		last: '2026-11-22T02:00:00.000Z',
		inventoryDate: '2026-11-23T03:30:00.000Z',
	},
	...{ageSeconds: 26 * hour, usualSeconds: 24 * hour, allowedSeconds: 25.2 * hour, overdue: true},
};

const outputsOf = async (calendar: BackupCalendar, values = {}) => {
	const said: string[] = [];
	const link = scriptedLink([], {}, {'inventory.calendar': () => calendar});
	const outputs: Output[] = [];
	const tools = {link, folder: '/', signal: new AbortController().signal, say: (text: string) => void said.push(text)};
	const confirm = async () => true;
	for await (const output of showCalendar.run({vault: 'nightly', ...values}, {...tools, confirm})) outputs.push(output);
	return {said, asked: link.asked.at(-1)?.takes, failure: outputs.find(({kind}) => kind === 'failure')?.value};
};
const error = (message: string, hint: unknown = null) => ({
	subject: 'nightly',
	error: expect.objectContaining({kind: 'overdue', message, hint}),
});

describe('the sentence of a calendar', () => {
	it('says for how long there was no backup', async () => {
		const usual = 'No backup for 26 hours; usually there is one every 24 hours.';
		expect(await outputsOf(overdue)).toMatchObject({failure: error(usual), said: []});
		const strict = {...overdue, allowedSeconds: 12 * hour};
		expect((await outputsOf(strict)).failure).toEqual(error('No backup for 26 hours; at most 12 hours were allowed.'));
		const old = {...overdue, ageSeconds: 80 * hour, usualSeconds: 7 * 24 * hour, allowedSeconds: 0.5 * hour};
		expect((await outputsOf(old)).failure).toEqual(error('No backup for 3 days; at most 30 minutes were allowed.'));
		const never = {...overdue, last: null, ageSeconds: null, inventoryDate: null};
		expect((await outputsOf(never)).failure).toEqual(error('There is no backup yet.'));
	});

	it('says when the inventory is too old to know', async () => {
		const {failure} = await outputsOf({...overdue, inventoryDate: '2026-11-22T14:00:00.000Z'});
		expect(failure).toMatchObject({
			error: {hint: expect.stringMatching(/^What others uploaded since the inventory of /)},
		});
	});

	it('is good news when all is well', async () => {
		const {failure, said} = await outputsOf({...overdue, overdue: false, ageSeconds: 5 * hour});
		expect([failure, said]).toEqual([undefined, ['The last backup was 5 hours ago.']]);
	});

	it('is about what was asked for', async () => {
		const {asked} = await outputsOf(overdue, {below: 'db', 'max-age': '1.5'});
		expect(asked).toEqual({vaultName: 'nightly', below: 'db', maxAgeSeconds: 5400});
		await expect(outputsOf(overdue, {'max-age': '-1'})).rejects.toMatchObject({value: {kind: 'invalid-input'}});
	});
});
