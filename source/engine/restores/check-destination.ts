import {join} from 'node:path';
import {IceaxeError} from '../../model/errors/iceaxe-error.ts';
import {bytesText} from '../../model/format.ts';
import {freeSpace} from '../../platform/free-space.ts';
import {type Obstacle, obstacleAt} from '../../platform/safe-folder.ts';

const refusals: Record<Exclude<Obstacle, 'nothing'>, (path: string) => IceaxeError> = {
	file: (path) =>
		new IceaxeError('file', `${path} exists already.`, {
			code: 'EEXIST',
			hint: 'Restore into another folder, move it away, or allow files to be replaced.',
		}),
	folder: (path) => new IceaxeError('file', `${path} is a folder; a file has to go there.`, {code: 'EISDIR'}),
	link: (path) =>
		new IceaxeError('file', `The way to ${path} leads through a link.`, {
			code: 'ELOOP',
			hint: 'A restore follows no links, so that it stays in its folder.',
		}),
	'not-a-folder': (path) =>
		new IceaxeError('file', `On the way to ${path} there is a file where a folder has to be.`, {code: 'ENOTDIR'}),
};

/**
 * Makes sure, before anything is paid, that files can go where they should under `root`, a real path.
 * @throws IceaxeError `file`
 */
export const checkDestination = async (
	root: string,
	files: readonly {path: string; size: number}[],
	overwrite: boolean,
): Promise<void> => {
	for (const {path} of files) {
		const obstacle = await obstacleAt(root, join(root, path));
		if (obstacle === 'nothing' || (obstacle === 'file' && overwrite)) continue;
		throw refusals[obstacle](join(root, path));
	}
	const needed = files.reduce((sum, {size}) => sum + size, 0);
	const free = await freeSpace(root);
	if (free === null || needed <= free) return;
	throw new IceaxeError('file', `${bytesText(needed)} do not fit into the ${bytesText(free)} free at ${root}.`, {
		code: 'ENOSPC',
		hint: 'Make room, or restore into another folder.',
	});
};
