import {expect, it} from 'vitest';
import {beginJourney, hours} from '../helpers/journey.ts';

const seeded = (count: number) => ({
	seed: (control: Parameters<NonNullable<Parameters<typeof beginJourney>[0] & {}>['seed'] & {}>[0]) => {
		control.createVault('backups', Date.parse('2025-01-01T00:00:00Z'));
		control.fill('backups', 'nightly', {count, start: Date.parse('2025-11-01T00:00:00Z'), seed: 3});
		control.makeInventory('backups');
	},
});

const listed = async (count: number, size = {}) => {
	const journey = await beginJourney({...seeded(count), ...size});
	await journey.screen.until(/backups/);
	await journey.act('screen.inventory', 'inventory.refresh');
	await journey.screen.until(/inventory +backups/);
	await journey.later(hours(5));
	await journey.screen.until(/inventory of/);
	await journey.screen.until(`1/${count}`);
	return journey;
};

it('acts once for each key of a slow link, and takes a paste as text', async () => {
	await using journey = await listed(300);
	const {screen, act} = journey;
	await screen.pressGlued('j', 'j', 'j');
	await screen.until('4/300');
	await screen.press('G');
	await screen.until('300/300');
	await screen.press('g');
	await screen.until('1/300');

	await act('screen.filter');
	// Each of these letters is a key elsewhere: q would leave, D would delete.
	await screen.paste('2026-0qD');
	await screen.until('/2026-0qD');
	await screen.press('backspace', 'backspace');
	await screen.press('enter');
	await screen.until(/[1-9]\d* of 300 archives/);
	await act('marks.all');
	await screen.until(/\d+ marked/);
	await screen.press('esc');
	await screen.until(/\d+ hidden|· \d+ marked/);
});

it('closes the innermost thing only, one for each esc', async () => {
	await using journey = await listed(40);
	const {screen, act} = journey;
	await act('marks.toggle', 'marks.toggle');
	await screen.until('2 marked');
	await act('screen.filter');
	await screen.type('2025-11');
	await screen.press('enter');
	await screen.until(/of 40 archives/);
	await act('screen.help');
	await screen.until('Keys');
	await screen.press('esc');
	await screen.until((text) => !text.includes('Keys'));
	expect(screen.text()).toMatch(/of 40 archives/);
	await screen.press('esc');
	await screen.until((text) => !/of 40 archives/.test(text));
	expect(screen.text()).toContain('2 marked');
});

it('follows the window to every size, in the middle of things', async () => {
	await using journey = await listed(60);
	const {screen, act} = journey;
	for (const [columns, rows] of [
		[80, 24],
		[200, 60],
		[60, 18],
		[30, 8],
		[120, 40],
	] as const) {
		await screen.resize(columns, rows);
		const lines = screen.lines();
		expect(lines.length).toBeLessThanOrEqual(rows);
		if (columns < 40) expect(screen.text()).toContain('40');
		else expect(screen.text()).toContain('nightly/');
	}
	await act('archives.restore');
	await screen.until('prices of');
	await screen.resize(80, 24);
	await screen.until('prices of');
});
