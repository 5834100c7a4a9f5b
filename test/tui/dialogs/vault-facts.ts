import {expect, it} from 'vitest';
import {nothingYet} from '../../../source/model/inventory.ts';
import {emptyState} from '../../../source/store/state.ts';
import {vaultFacts} from '../../../source/tui/dialogs/details/vault-facts.ts';

const now = Date.parse('2026-11-27T12:00:00.000Z');
const vault = {
	vaultName: 'photos',
	vaultArn: 'arn:aws:glacier:us-east-1:111122223333:vaults/photos',
	creationDate: '2026-01-01T00:00:00.000Z',
	lastInventoryDate: '2026-11-27T00:00:00.000Z',
	numberOfArchives: 9,
	sizeInBytes: 9000,
};
const factsWith = (malformed: number) =>
	vaultFacts(
		{
			...emptyState,
			vaults: {vaults: [vault], listed: true, at: vault.creationDate},
			inventories: {
				photos: {inventory: {...nothingYet('photos'), archives: 9, malformed}, progress: null, revision: 1},
			},
		},
		'photos',
		now,
	);

it('the details of a vault count the rows of its inventory that could not be read, if there are any', () => {
	expect(factsWith(1204)).toContainEqual({name: 'unreadable rows', value: '1,204', tone: 'failed'});
	expect(factsWith(0).map(({name}) => name)).not.toContain('unreadable rows');
});
