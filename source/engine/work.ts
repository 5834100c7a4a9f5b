import type {Work} from '../model/engine-status.ts';
import {isOver} from '../model/transfer.ts';
import type {Parts} from './parts.ts';

/** What an engine has under way, and would be missed. */
export const workOf = ({context, book, inventories}: Pick<Parts, 'context' | 'book' | 'inventories'>): Work => {
	const states = Array.from(book.entries, ({transfer}) => transfer.state);
	const open = states.filter((state) => !isOver(state) && state !== 'paused').length;
	const retrievals = states.filter((state) => state === 'retrieving').length;
	return {transfers: open - retrievals, retrievals, streams: context.streams.count, inventories: inventories.underWay};
};
