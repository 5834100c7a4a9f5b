import type {EngineLink} from '../../model/requests.ts';
import type {RowsQuery, RowsWindow} from './sheet.ts';

/** Asks the engine for a window over a folder of the tree, or over the list. */
export const askRows = async (
	link: EngineLink,
	{folder, ...query}: RowsQuery & {offset: number; limit: number},
	signal: AbortSignal,
): Promise<RowsWindow> => {
	if (folder === null) {
		const {query: _, ...window} = await link.request('inventory.window', query, signal);
		return {...window, largest: 0};
	}
	const {below: _, ...rest} = query;
	const {rows, total, archives, bytes, largest, marks, counting} = await link.request(
		'inventory.folder',
		{...rest, folder},
		signal,
	);
	const plain = rows.map((row) => (row.kind === 'folder' ? row : row.row));
	return {rows: plain, total, there: archives, bytes, largest, marks, counting};
};
