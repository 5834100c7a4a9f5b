import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {inQueueOrder, placesAfter, queueMoves} from '../../source/model/queue-order.ts';

type Placed = {transferId: string; started: string; place?: number};

const started = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
const transfer = (transferId: string, second: number): Placed => ({transferId, started: started(second)});
const order = (transfers: readonly Placed[]) =>
	transfers
		.toSorted(inQueueOrder)
		.map(({transferId}) => transferId)
		.join('');

/** The transfers after one has moved. */
const after = (transfers: readonly Placed[], id: string, move: (typeof queueMoves)[number]) => {
	const places = placesAfter(transfers, id, move);
	return transfers.map((one) => {
		const place = places.get(one.transferId);
		return place === undefined ? one : {...one, place};
	});
};

describe('the queue', () => {
	const three = [transfer('a', 1), transfer('b', 2), transfer('c', 3)];

	it('is in the order in which transfers came', () => expect(order(three.toReversed())).toBe('abc'));

	it.each([
		['c', 'first', 'cab'],
		['c', 'up', 'acb'],
		['a', 'down', 'bac'],
		['a', 'last', 'bca'],
		['a', 'up', 'abc'],
		['c', 'last', 'abc'],
	] as const)('moves %s %s', (id, move, expected) => expect(order(after(three, id, move))).toBe(expected));

	it('changes nothing but the place of what moves', () => expect(placesAfter(three, 'c', 'up').size).toBe(1));

	it('moves among those that came at the same moment', () => {
		const same = ['a', 'b', 'c', 'd'].map((id) => transfer(id, 1));
		expect(order(after(same, 'd', 'up'))).toBe('abdc');
	});

	it('is what a list would be, whatever is moved how often', () => {
		const step = fc.tuple(fc.integer({min: 0, max: 5}), fc.constantFrom(...queueMoves));
		fc.assert(
			fc.property(fc.array(step, {maxLength: 200}), fc.boolean(), (steps, same) => {
				let transfers = [...'abcdef'].map((id, index) => transfer(id, same ? 1 : index));
				const list = [...'abcdef'];
				for (const [index, move] of steps) {
					const id = 'abcdef'[index]!;
					transfers = after(transfers, id, move);
					const from = list.indexOf(id);
					list.splice(from, 1);
					list.splice({first: 0, up: Math.max(0, from - 1), down: from + 1, last: list.length}[move], 0, id);
					expect(order(transfers)).toBe(list.join(''));
				}
			}),
		);
	});
});
