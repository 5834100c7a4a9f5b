import type {GivenName} from '../../catalog/catalog.ts';
import {invalidInput} from '../../model/errors/errors.ts';
import {readNameLine} from '../../model/names/name-list.ts';
import type {Requests} from '../../model/requests.ts';
import {readSlice} from '../../platform/files.ts';
import {readLines} from '../../platform/read-lines.ts';
import {identify} from '../../platform/source-file.ts';
import {type Context, serviceNow} from '../context.ts';

/** Names that go to the catalog together. */
const namesAtOnce = 5000;

const addList = async ({catalog}: Context, listId: number, path: string, signal: AbortSignal) => {
	let refused = 0;
	let first = true;
	let waiting: GivenName[] = [];
	for await (const lines of readLines(path)) {
		signal.throwIfAborted();
		for (const line of lines) {
			const read = readNameLine(line);
			if (read) waiting.push(read);
			// The first line may say what the columns are.
			else if (!first && line.trim() !== '') refused++;
			first = false;
		}
		if (waiting.length < namesAtOnce) continue;
		await catalog.names.add(listId, waiting);
		waiting = [];
	}
	await catalog.names.add(listId, waiting);
	return {refused};
};

/** How every SQLite file begins: nobody need say which of the two kinds a file is. */
const magic = 'SQLite format 3\0';

const isDatabase = async (path: string): Promise<boolean> => {
	let head = '';
	for await (const bytes of readSlice({path, offset: 0, length: magic.length}))
		head += Buffer.from(bytes).toString('latin1');
	return head === magic;
};

/** What `inventory.names` promises. */
export const changeNames = async (
	context: Context,
	{vaultName, source}: Requests['inventory.names']['takes'],
	signal: AbortSignal,
): Promise<Requests['inventory.names']['gives']> => {
	const {names} = context.catalog;
	if (source === null) {
		await names.forget(vaultName);
		await context.news.changed(vaultName);
		return {names: 0, known: 0, refused: 0};
	}
	const path = 'list' in source ? source.list : source.mapping;
	await identify(path);
	const {listId} = await names.begin(vaultName, serviceNow(context));
	try {
		const {refused} =
			'mapping' in source || (await isDatabase(path))
				? await names.addMapping(listId, path)
				: await addList(context, listId, path, signal);
		signal.throwIfAborted();
		const taken = await names.finish(listId);
		if (taken.names === 0) {
			throw invalidInput(
				`${path} holds no names.`,
				'A line is an archive id, a comma and a path, and perhaps a comma and a time.',
			);
		}
		await context.news.changed(vaultName);
		return {...taken, refused};
	} catch (error) {
		await names.abandon(listId).catch((cause) => context.log.warn({error: cause}, 'A list of names stayed open.'));
		throw error;
	}
};
