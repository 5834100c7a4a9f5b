import {expect, it} from 'vitest';
import {beginJourney, hours} from '../helpers/journey.ts';

/** A vault of a NAS: the same path again and again, and a year of photos. */
const seeded = {
	seed: (control: Parameters<NonNullable<Parameters<typeof beginJourney>[0] & {}>['seed'] & {}>[0]) => {
		control.createVault('photos', Date.parse('2025-01-01T00:00:00Z'));
		control.fill('photos', 'fastglacier', {count: 600, start: Date.parse('2025-01-01T00:00:00Z'), seed: 5});
		control.makeInventory('photos');
	},
};

it('goes through the folders of a vault, marks one, and lists what is below it', async () => {
	await using journey = await beginJourney(seeded);
	const {screen, act} = journey;
	await screen.until(/photos/);
	await act('screen.inventory', 'inventory.refresh');
	await screen.until(/inventory +photos/);
	await journey.later(hours(5));
	await screen.until('1/600');

	await act('inventory.tree');
	await screen.until(/Photos\/.*600/);
	await act('screen.open');
	await screen.until(/2 photos\/Photos/);
	await screen.until(/20\d\d\/ .*iB/);
	const [year, count] = /(20\d\d)\/ +▄+ +[\d.]+ [MG]iB +(\d+)/.exec(screen.text())!.slice(1) as [string, string];
	await act('marks.toggle');
	await screen.until(`${count} marked`);
	await screen.press('k');
	await act('screen.open');
	await screen.until(`photos/Photos/${year}`);
	await screen.until(/●/);

	await act('inventory.tree');
	await screen.until(`1/${count}`);
	await screen.until(new RegExp(`Photos/${year}/.*`));
	await act('inventory.tree');
	await screen.until(/Archives/);
	await act('screen.back');
	await screen.until((text) => /2 photos\/Photos /.test(text), {what: 'the folder above'});
	await act('screen.back', 'screen.back');
	await screen.until(/1 Vaults/);
	expect(screen.text()).toContain(`${count} marked`);
});
