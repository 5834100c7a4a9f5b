import {refuse} from '../errors.ts';
import {isArchiveId} from '../identifiers.ts';
import {operation} from '../operation.ts';
import {findArchive, isInOtherVault, removeArchive} from '../world/archives.ts';
import {arnOf} from '../world/vaults.ts';

/** DELETE archive (api-archive-delete). An archive that is gone is no error; a text that cannot be an id is. */
export const deleteArchive = operation({
	action: 'DeleteArchive',
	vault: 'existing',
	parameters: {},
	archive: ({path}) => path.archive,
	run: ({world, vault, path}) => {
		const id = path.archive!;
		if (!isArchiveId(id)) throw refuse.archiveNotFound(id);
		if (!findArchive(world, vault, id) && isInOtherVault(world, vault, id)) {
			throw refuse.archiveOfOtherVault(arnOf(vault));
		}
		removeArchive(world, vault, id);
		return {status: 204};
	},
});
