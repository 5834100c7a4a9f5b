import {describe, expect, it} from 'vitest';
import {backupReader, backupWriter} from '../../source/emulator/authentication/policies.ts';
import {beginJourney, hours} from '../helpers/journey.ts';

const account = '111122223333';
const realm = {account, region: 'us-east-1'};
const identity = (name: string, policies: ReturnType<typeof backupWriter>[]) => ({
	accessKeyId: `AKIAICEAXE${name.toUpperCase()}`,
	secretAccessKey: `secret-of-${name}`,
	account,
	arn: `arn:aws:iam::${account}:user/${name}`,
	policies,
});

describe('a key that may not do everything', () => {
	it('that only writes opens its vault by name, uploads, and is told why it cannot list', async () => {
		const writer = identity('writer', [backupWriter(realm)]);
		await using journey = await beginJourney({identities: [writer], credentials: writer});
		const {screen, emulator, act} = journey;
		emulator.control.createVault('backups');
		await screen.until('glacier:ListVaults');

		await act('screen.vaults', 'vaults.describe');
		await screen.until('Open a vault');
		await screen.type('backups');
		await screen.press('enter');
		await screen.until((text) => /2 backups/.test(text) && !text.includes('Open a vault'), {what: 'the vault'});

		const {path} = await journey.file('db.tar.gpg', 3_000_000);
		await act('archives.upload');
		await screen.until('Upload a file');
		await screen.paste(path);
		await screen.press('enter');
		await screen.until(/db\.tar\.gpg.*verified/);
		await screen.until(/db\.tar\.gpg.*new/);

		await act('screen.inventory', 'inventory.refresh');
		await screen.until('may not ask for an inventory');
		await act('inventory.refresh');
		await screen.until('lacks the permission glacier:InitiateJob');
	});

	it('that only reads restores, and deleting is refused with the missing permission', async () => {
		const reader = identity('reader', [backupReader(realm)]);
		await using journey = await beginJourney({
			identities: [reader],
			credentials: reader,
			seed: (control) => {
				control.createVault('backups', Date.parse('2026-01-01T00:00:00Z'));
				control.fill('backups', 'weekly', {count: 3, start: Date.parse('2026-10-01T00:00:00Z'), seed: 7});
				control.makeInventory('backups');
			},
		});
		const {screen, act} = journey;
		await act('screen.vaults', 'vaults.describe');
		await screen.until('Open a vault');
		await screen.type('backups');
		await screen.press('enter');
		await screen.until((text) => /2 backups/.test(text) && !text.includes('Open a vault'), {what: 'the vault'});
		await act('screen.inventory', 'inventory.refresh');
		await screen.until(/inventory +backups/);
		await journey.later(hours(5));
		await screen.until(/3 archives/);
		expect(screen.text()).toMatch(/inventory of/);
	});
});
