import type {MarkPlace} from '../../catalog/catalog.ts';
import {invalidInput} from '../../model/errors/errors.ts';
import {writeNewFile} from '../../platform/new-file.ts';
import {readLines} from '../../platform/read-lines.ts';
import type {Context} from '../context.ts';

type Takes = {vaultName: string; path: string};

/** Ids that are looked up together: in the catalog's own order each block is opened once for all of them. */
const idsAtOnce = 50_000;

/** An id as the service writes it, with room for other lengths: a line of anything else is a mistake. */
const idForm = /^[\w-]{1,1024}$/;

/** What `marks.save` promises. */
export const saveMarks = async ({catalog, makeId}: Context, {vaultName, path}: Takes, signal: AbortSignal) => {
	let archives = 0;
	const lines = async function* () {
		let place: MarkPlace | null = null;
		do {
			signal.throwIfAborted();
			const portion = await catalog.marks.ids(vaultName, place);
			archives += portion.archiveIds.length;
			if (portion.archiveIds.length > 0) yield `${portion.archiveIds.join('\n')}\n`;
			place = portion.next as MarkPlace | null;
		} while (place);
	};
	const bytes = await writeNewFile(path, makeId(), lines());
	return {archives, bytes};
};

/** What `marks.load` promises. */
export const loadMarks = async (context: Context, {vaultName, path}: Takes, signal: AbortSignal) => {
	const {marks} = context.catalog;
	const counts = {known: 0, unknown: 0};
	let waiting: string[] = [];
	const add = async () => {
		const ids = [...new Set(waiting)];
		waiting = [];
		const {known} = await marks.add(vaultName, ids);
		counts.known += known;
		counts.unknown += ids.length - known;
	};
	for await (const lines of readLines(path)) {
		signal.throwIfAborted();
		for (const line of lines) {
			const id = line.trim();
			if (id === '') continue;
			if (!idForm.test(id)) {
				throw invalidInput(
					`${path} is no list of archive ids.`,
					'It takes one id a line, as `marks save` writes them.',
				);
			}
			waiting.push(id);
		}
		if (waiting.length >= idsAtOnce) await add();
	}
	if (waiting.length > 0) await add();
	await context.news.changed(vaultName);
	return {...counts, marks: await marks.change(vaultName, {do: 'toggle', archiveIds: []})};
};
