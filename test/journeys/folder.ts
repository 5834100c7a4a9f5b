import {expect, it} from 'vitest';
import {beginJourney} from '../helpers/journey.ts';

it('uploads a folder after having shown what would go, and for how much', async () => {
	await using journey = await beginJourney({instantInventory: true});
	const {screen, emulator} = journey;
	emulator.control.createVault('photos');
	await journey.file('pictures/2026/no-bytes.jpg', 0);
	for (const name of ['2026/a.jpg', '2026/b.jpg', 'cache/c.tmp']) await journey.file(`pictures/${name}`, 1000);
	await journey.act('screen.refresh');
	await screen.until('photos');
	await journey.act('archives.upload');
	await screen.until('Upload a file');
	await screen.paste('pictures/');
	await screen.until('Upload the files of a folder');
	await screen.press('enter');
	await screen.until('files      3, 2.9 KiB, as pictures/…');
	await screen.paste('cache/');
	await screen.until('files      2, 2.0 KiB, as pictures/…');
	expect(screen.text()).toContain('left out   1 excluded, 1 empty');
	expect(screen.text()).toContain('cost       6 requests, under $0.01; prices of');
	await screen.press('enter');
	await screen.until('2 files, 2.0 KiB, put into photos.');
	// What is missing is named.
	await screen.press('@');
	await screen.until('pictures/2026/no-bytes.jpg: empty: the service stores no archive of 0 bytes');
});
