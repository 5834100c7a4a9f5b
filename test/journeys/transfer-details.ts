import {expect, it} from 'vitest';
import {beginJourney} from '../helpers/journey.ts';

const mebibyte = 1_048_576;

it('opens the details of an upload that runs, and sees its parts verified, one of them after trouble', async () => {
	// The third part is refused once, and the last one has to wait for the person to look.
	const looked = Promise.withResolvers<void>();
	let refused = false;
	await using journey = await beginJourney({
		fault: ({method, range}) => {
			if (method !== 'PUT') return undefined;
			if (range.startsWith(`${16 * mebibyte}-`) && !refused) {
				refused = true;
				return {do: 'answer', status: 500, code: 'ServiceUnavailableException', message: 'The service is busy.'};
			}
			return range.startsWith(`${32 * mebibyte}-`) ? {do: 'hold', until: looked.promise} : undefined;
		},
	});
	const {screen, emulator, act} = journey;
	emulator.control.createVault('backups');
	const {path} = await journey.file('nightly.tar', 33 * mebibyte);
	await act('screen.refresh');
	await screen.until('backups');
	await act('archives.upload');
	await screen.until('Upload');
	await screen.paste(path);
	await screen.press('enter');
	await screen.until(/nightly\.tar +\d+ %/);

	await act('screen.transfers', 'screen.details');
	await screen.until(/4 of 5, 8 MiB each/);
	await screen.until(/1 +█ verified +8\.0 MiB +1 +[0-9a-f]{8}…[0-9a-f]{8}/);
	const text = await screen.until(/3 +█ verified +8\.0 MiB +2 +[0-9a-f]{8}…/);
	expect(text).toMatch(/5 +▓ moving +1\.0 MiB +1/);
	expect(text).toMatch(/requests +7 for all of it, under \$0\.01/);
	expect(text).toMatch(/tried again +1 time\b/);
	expect(text).toMatch(/parts kept +until \d{4}/);

	await screen.press('f');
	await screen.until('1/1 troubled');
	await screen.press('enter');
	await screen.until('What failed');
	expect(screen.text()).toContain('ServiceUnavailableException');
	await screen.press('esc', 'f');
	looked.resolve();
	await screen.until(/5 of 5, 8 MiB each/);
	await screen.until(/5 +█ verified +1\.0 MiB/);
	await screen.press('esc');
	await screen.until(/verified +33\.0 MiB/);
});
