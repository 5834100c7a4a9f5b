import {operation} from '../operation.ts';
import {tagsOf} from '../world/vaults.ts';

/** GET tags (api-ListTagsForVault): all of them, without pages. */
export const listTagsForVault = operation({
	action: 'ListTagsForVault',
	vault: 'existing',
	parameters: {},
	run: ({vault}) => ({status: 200, json: {Tags: Object.fromEntries(tagsOf(vault))}}),
});
