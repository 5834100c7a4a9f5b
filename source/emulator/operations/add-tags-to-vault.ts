import {mostTags} from '../../model/limits.ts';
import {refuse} from '../errors.ts';
import {operation} from '../operation.ts';
import {member, type Rule, required} from '../parameters.ts';
import {object, tagKey, tagsAtATime, tagValue} from '../requirements.ts';
import {setOnVault, tagsOf} from '../world/vaults.ts';

const tags: Rule<[string, string][]> = (given, name) => {
	const entries = Object.entries(object(given, name));
	tagsAtATime(entries.length);
	return entries.map(([key, value]) => [tagKey(key, name), tagValue(value, name)]);
};

/** POST tags?operation=add (api-AddTagsToVault): 1 to 10 at a time; a key that is there gets the new value. */
export const addTagsToVault = operation({
	action: 'AddTagsToVault',
	vault: 'existing',
	body: 'json',
	parameters: {tags: required(member('Tags', tags))},
	run: ({world, vault, parameters}) => {
		const tags = new Map([...tagsOf(vault), ...parameters.tags]);
		if (tags.size > mostTags) throw refuse.tooManyTags(mostTags);
		setOnVault(world, vault, 'tags', JSON.stringify([...tags]));
		return {status: 204};
	},
});
