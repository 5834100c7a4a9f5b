import {decodeDescription} from '../../model/descriptions/descriptions.ts';
import {encodeMt2} from '../../model/descriptions/mt2.ts';
import {toErrorValue} from '../../model/errors/errors.ts';
import type {FolderChoice, SkipReason} from '../../model/folder-upload.ts';
import {planParts} from '../../model/part-plan.ts';
import {type PlannedFile, requestsBesideParts} from '../../model/planned-file.ts';
import {timestamp} from '../../model/timestamp.ts';
import {globMatcher} from '../../platform/globs.ts';
import {openSource} from '../../platform/source-file.ts';
import {type Walked, walkFolder} from '../../platform/walk-folder.ts';
import type {Context} from '../context.ts';

const left = (place: {path: string; name: string}, skipped: SkipReason): PlannedFile => ({
	...place,
	size: null,
	modified: null,
	skipped,
	error: null,
	partSize: null,
	requests: 0,
});

const treeHashOf = async ({hasher}: Context, path: string, signal: AbortSignal): Promise<string> => {
	const file = await openSource(path);
	try {
		return await hasher.tree({file, offset: 0, length: file.identity.size}, signal);
	} finally {
		await file.close();
	}
};

/** Whether the newest archive of this name is this file: by size and time, or by size and tree hash. */
const isThere = async (
	context: Context,
	{vaultName, checksum}: FolderChoice,
	{path, size, description}: {path: string; size: number; description: string},
	signal: AbortSignal,
): Promise<boolean> => {
	const {name, modified} = decodeDescription(description, '');
	const archive = await context.catalog.archives.byName(vaultName, name);
	if (archive?.size !== size) return false;
	return checksum ? (await treeHashOf(context, path, signal)) === archive.treeHash : archive.modified === modified;
};

const fileOf = async (
	context: Context,
	choice: FolderChoice,
	{path, name, size, modified: milliseconds}: Extract<Walked, {kind: 'file'}>,
	signal: AbortSignal,
): Promise<PlannedFile> => {
	const modified = timestamp(milliseconds);
	const file: PlannedFile = {...{path, name, size, modified}, skipped: null, error: null, partSize: null, requests: 0};
	if (size === 0) return {...file, skipped: 'empty'};
	try {
		const description = encodeMt2({filename: name, modified});
		const wanted = choice.partSize ?? context.limits.partSize;
		const {partSize, count} = planParts(size, wanted === null ? {} : {wanted});
		if (await isThere(context, choice, {path, size, description}, signal)) return {...file, skipped: 'there'};
		return {...file, partSize, requests: count + requestsBesideParts};
	} catch (error) {
		signal.throwIfAborted();
		return {...file, error: toErrorValue(error)};
	}
};

/**
 * The files of a folder one by one, each with what is to become of it.
 * @throws IceaxeError when a pattern cannot be; the system's error when the folder cannot be opened; the signal's reason when it aborts
 */
export async function* chooseFiles(
	context: Context,
	choice: FolderChoice,
	signal: AbortSignal,
): AsyncGenerator<PlannedFile> {
	const included = choice.include.length === 0 ? () => true : globMatcher(choice.include);
	const excluded = globMatcher(choice.exclude);
	const wants = (name: string, isFolder: boolean) => !excluded(name) && (isFolder || included(name));
	const prefix = choice.under === '' ? '' : `${choice.under}/`;
	for await (const found of walkFolder(choice.path, {wants, signal})) {
		const place = {path: found.path, name: prefix + found.name};
		switch (found.kind) {
			case 'file':
				yield await fileOf(context, choice, {...found, ...place}, signal);
				break;
			case 'excluded':
				yield left({...place, name: found.isFolder ? `${place.name}/` : place.name}, 'excluded');
				break;
			case 'unreadable':
				yield {...left(place, 'special'), skipped: null, error: found.error};
				break;
			default:
				yield left(place, found.kind);
		}
	}
}
