import {expect, it} from 'vitest';
import type {FaultProxy} from '../helpers/fault-proxy.ts';
import {beginJourney, type Journey} from '../helpers/journey.ts';

/** So many archives in a vault, shown and all of them marked. */
const withArchives = async ({screen, emulator, act, file}: Journey, count: number) => {
	emulator.control.createVault('many');
	for (let i = 0; i < count; i++) await file(`files/${i}.bin`, 100);
	await act('screen.refresh');
	await screen.until('many');
	await act('archives.upload');
	await screen.until('Upload a file');
	await screen.paste('files/');
	await screen.until('Upload the files of a folder');
	await screen.press('enter');
	await screen.until(new RegExp(`files +${count},`));
	await screen.press('enter');
	await screen.until(`${count} files, `);
	await screen.until('put into many.');
	await act('screen.inventory', 'marks.all');
	await screen.until(`${count} marked`);
};

/** Lets so many requests through and holds all others until it is opened. */
const gate = (concerns: (about: Parameters<FaultProxy['fault']>[0]) => boolean, through: number) => {
	let open = () => {};
	let seen = 0;
	const until = new Promise<void>((resolve) => {
		open = resolve;
	});
	const fault: FaultProxy['fault'] = (about) => (concerns(about) && ++seen > through ? {do: 'hold', until} : undefined);
	return {fault, open};
};

it('a deletion says how far it is, and escape stops what is not sent yet', async () => {
	const {fault, open} = gate(({method, path}) => method === 'DELETE' && path.includes('/archives/'), 2);
	await using journey = await beginJourney({fault});
	const {screen, emulator, act} = journey;
	await withArchives(journey, 12);
	await act('archives.delete');
	await screen.until('Type 12 to delete them.');
	await screen.type('many');
	await screen.press('enter');
	await screen.until('That is not 12.');
	await screen.press('^u');
	await screen.type('12');
	await screen.press('enter');
	await screen.until(/Deleting: 2 of 12 done\./);
	expect(screen.text()).toMatch(/esc stop/);
	expect(screen.text()).not.toMatch(/delete for good/);
	await screen.press('esc');
	await screen.until('No more is begun.');
	open();
	// Six are sent at once: two were through, and six more on their way.
	await screen.until('8 archives deleted, 4 not: they stay marked.');
	expect(emulator.control.requests.list('DeleteArchive')).toHaveLength(8);
	await screen.until(/4 marked/);
});

it('a deletion of which a part fails says which, and the rest can be tried again', async () => {
	let failing = true;
	const refused = new Set<string>();
	const fault: FaultProxy['fault'] = ({method, path}) => {
		if (method !== 'DELETE' || !path.includes('/archives/') || !failing) return undefined;
		if (refused.size < 2) refused.add(path);
		return refused.has(path)
			? {do: 'answer', status: 400, code: 'InvalidParameterValueException', message: 'Not this one.'}
			: undefined;
	};
	await using journey = await beginJourney({fault});
	const {screen, act} = journey;
	await withArchives(journey, 3);
	await act('archives.delete');
	await screen.until('Type 3 to delete them.');
	await screen.type('3');
	await screen.press('enter');
	await screen.until(/1 archive deleted, 2 not: files\/\d\.bin, files\/\d\.bin/);
	await screen.until(/2 marked/);
	failing = false;
	await act('archives.delete');
	await screen.until('Type 2 to delete them.');
	await screen.type('2');
	await screen.press('enter');
	await screen.until('2 archives deleted.');
});

it('a restore that is stopped asks for no more, and says what it has asked for', async () => {
	const {fault, open} = gate(({method, path}) => method === 'POST' && path.endsWith('/jobs'), 0);
	await using journey = await beginJourney({fault});
	const {screen, emulator, act} = journey;
	await withArchives(journey, 9);
	await act('archives.restore');
	await screen.until(/Ready between/);
	expect(screen.text()).toMatch(/archives +files\/8\.bin +2026-11-23/);
	expect(screen.text()).toContain('and 5 others');
	await screen.press('enter');
	await screen.until(/Asking for retrievals: 0 of 9 done/);
	await screen.press('esc');
	await screen.until('No more is begun.');
	open();
	await screen.until(/Stopped: 6 of 9 restores had begun: files\/\d\.bin/);
	expect(emulator.control.requests.list('InitiateJob')).toHaveLength(6);
	await act('screen.inventory');
	await screen.until(/3 marked/);
});
