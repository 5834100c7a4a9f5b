import {operation} from '../operation.ts';
import {describeVault as describe} from '../world/vaults.ts';

/** GET vault (api-vault-get). The figures are those of the last inventory. */
export const describeVault = operation({
	action: 'DescribeVault',
	vault: 'existing',
	parameters: {},
	run: ({vault}) => ({status: 200, json: describe(vault)}),
});
