import {refuse} from '../errors.ts';
import {operation} from '../operation.ts';
import {member, type Rule, required} from '../parameters.ts';
import {tagKey, tagsAtATime} from '../requirements.ts';
import {setOnVault, tagsOf} from '../world/vaults.ts';

const keys: Rule<string[]> = (given, name) => {
	if (!Array.isArray(given)) throw refuse.invalidValue(name, JSON.stringify(given));
	tagsAtATime(given.length);
	return given.map((key) => tagKey(key, name));
};

/** POST tags?operation=remove (api-RemoveTagsFromVault): 1 to 10 at a time; a key that is not there is no error. */
export const removeTagsFromVault = operation({
	action: 'RemoveTagsFromVault',
	vault: 'existing',
	body: 'json',
	parameters: {keys: required(member('TagKeys', keys))},
	run: ({world, vault, parameters: {keys}}) => {
		const tags = [...tagsOf(vault)].filter(([key]) => !keys.includes(key));
		setOnVault(world, vault, 'tags', JSON.stringify(tags));
		return {status: 204};
	},
});
