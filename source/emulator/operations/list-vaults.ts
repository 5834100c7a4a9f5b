import {vaultsPerPage} from '../../model/limits.ts';
import {refuse} from '../errors.ts';
import {operation} from '../operation.ts';
import {query, withDefault} from '../parameters.ts';
import {pageSize, text} from '../requirements.ts';
import {arnOf, describeVault, vaultArn, vaultsFrom} from '../world/vaults.ts';

/** GET vaults (api-vaults-get): by name, in ASCII order. The marker is the ARN of the first vault of its page. */
export const listVaults = operation({
	action: 'ListVaults',
	account: 'own',
	vault: 'none',
	resource: 'vaults/',
	parameters: {
		limit: withDefault(query('limit', pageSize(vaultsPerPage)), vaultsPerPage),
		marker: withDefault(query('marker', text), ''),
	},
	run: ({world, realm, parameters: {limit, marker}}) => {
		const base = vaultArn(realm, '');
		if (marker !== '' && !marker.startsWith(base)) throw refuse.invalidMarker(marker);
		const vaults = vaultsFrom(world, realm, marker.slice(base.length), limit + 1);
		const next = vaults[limit];
		return {
			status: 200,
			json: {Marker: next ? arnOf(next) : null, VaultList: vaults.slice(0, limit).map(describeVault)},
		};
	},
});
