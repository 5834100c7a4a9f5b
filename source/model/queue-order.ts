import {milliseconds} from './timestamp.ts';
import type {Transfer} from './transfer.ts';

/** Where to a transfer goes in the queue. */
export const queueMoves = ['first', 'up', 'down', 'last'] as const;
export type QueueMove = (typeof queueMoves)[number];

type Placed = Pick<Transfer, 'transferId' | 'started' | 'place'>;

/** What transfers are ordered by: where somebody has put them, else when they came. */
export const placeOf = ({place, started}: Placed): number => place ?? milliseconds(started);

/** The order in which transfers get their turn. */
export const inQueueOrder = (a: Placed, b: Placed): number =>
	placeOf(a) - placeOf(b) || (a.transferId < b.transferId ? -1 : a.transferId > b.transferId ? 1 : 0);

const target = (at: number, count: number, move: QueueMove): number =>
	({first: 0, up: Math.max(0, at - 1), down: Math.min(count - 1, at + 1), last: count - 1})[move];

/**
 * The places that change when one of `transfers` moves: mostly its own alone, between its new neighbours. Nothing when it cannot move that way.
 */
export const placesAfter = (transfers: readonly Placed[], transferId: string, move: QueueMove): Map<string, number> => {
	const order = transfers.toSorted(inQueueOrder);
	const at = order.findIndex((one) => one.transferId === transferId);
	const to = target(at, order.length, move);
	if (at < 0 || to === at) return new Map();
	const [moved] = order.splice(at, 1) as [Placed];
	order.splice(to, 0, moved);
	const before = to > 0 ? placeOf(order[to - 1]!) : null;
	const after = to < order.length - 1 ? placeOf(order[to + 1]!) : null;
	const place = before === null ? after! - 1 : after === null ? before + 1 : (before + after) / 2;
	const fits = (before === null || before < place) && (after === null || place < after);
	if (fits) return new Map([[transferId, place]]);
	// Neighbours that came at the same moment, or have been halved too often: all get new places from the first one's on.
	const first = Math.min(...order.map(placeOf));
	return new Map(order.map((one, index) => [one.transferId, first + index]));
};
