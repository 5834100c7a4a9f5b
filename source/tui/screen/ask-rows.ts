import type {EngineLink} from '../../model/requests.ts';
import {isFolder, type Row, type RowsQuery, type RowsWindow} from './sheet.ts';

/** Asks the engine for a window over a folder of the tree, or over the list; over early rows too. */
export const askRows = async (
	link: EngineLink,
	{folder, ...query}: RowsQuery & {offset: number; limit: number},
	signal: AbortSignal,
): Promise<RowsWindow> => {
	if (folder === null) {
		const {query: _, ...window} = await link.request('inventory.window', {...query, early: true}, signal);
		return {...window, largest: 0};
	}
	const {below: _, ...rest} = query;
	const {rows, total, archives, bytes, largest, marks, counting, early} = await link.request(
		'inventory.folder',
		{...rest, folder, early: true},
		signal,
	);
	const plain = rows.map((row) => (row.kind === 'folder' ? row : row.row));
	return {rows: plain, total, there: archives, bytes, largest, marks, counting, early};
};

/** Asks the engine where a row stands in the same. */
export const askPlace = (
	link: EngineLink,
	{folder, ...query}: RowsQuery,
	row: Row,
	signal: AbortSignal,
): Promise<number | null> => {
	const name = isFolder(row)
		? ({kind: 'folder', path: row.path} as const)
		: ({kind: 'archive', archiveId: row.archiveId, name: row.name} as const);
	const {below: _, ...rest} = query;
	return link.request(
		'inventory.place',
		folder === null
			? {of: 'list', query: {...query, early: true}, row: name}
			: {of: 'folder', query: {...rest, folder, early: true}, row: name},
		signal,
	);
};
