import type {Work} from '../model/engine-status.ts';
import {isOver} from '../model/transfer.ts';
import type {Parts} from './parts.ts';

/** What an engine has under way, and would be missed. */
export const workOf = ({
	context,
	book,
	inventories,
	folders,
}: Pick<Parts, 'context' | 'book' | 'inventories' | 'folders'>): Work => {
	const states = Array.from(book.entries, ({transfer}) => transfer.state);
	const open = states.filter((state) => !isOver(state) && state !== 'paused').length;
	const retrievals = states.filter((state) => state === 'retrieving').length;
	// Between two files, nothing of a folder may be open.
	const walks = folders.uploading;
	return {
		transfers: Math.max(open - retrievals, walks),
		retrievals,
		streams: context.streams.count,
		inventories: inventories.underWay,
	};
};
