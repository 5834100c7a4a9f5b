import {describe, expect, it} from 'vitest';
import {ChunkBoard} from '../../../source/engine/transfers/chunk-board.ts';
import {TimeLeft} from '../../../source/engine/transfers/time-left.ts';

const treeHash = 'a'.repeat(64);

/** Four chunks of 100 bytes, at 10 bytes a second. */
const transfer = () => {
	const board = new ChunkBoard({size: 400, chunkSize: 100});
	const left = new TimeLeft();
	let now = 0;
	const after = (seconds: number) => {
		now += seconds * 1000;
		return left.sample(now, board, 10);
	};
	const move = (index: number, bytes: number) => {
		if (board.state(index) === 'w') board.begin(index, false);
		board.move(index, bytes);
	};
	return {board, left, after, move};
};

describe('the time left', () => {
	it('counts what is not on its way, and how long answers usually take', () => {
		const {board, after, move} = transfer();
		expect(after(0)).toBe(40);
		move(0, 100);
		expect(after(1)).toBe(30);
		expect(after(5)).toBe(30);
		board.verify({index: 0, treeHash});
		expect(after(1)).toBe(30 + 6);
		move(1, 50);
		expect(after(1)).toBe(25 + 6);
	});

	it('is never nothing while something is outstanding: with only answers to come, their usual time, and then nobody can tell', () => {
		const {board, after, move} = transfer();
		move(0, 100);
		after(1);
		board.verify({index: 0, treeHash});
		after(4);
		for (const index of [1, 2, 3]) move(index, 100);
		expect(after(1)).toBe(4);
		expect(after(2)).toBe(2);
		expect(after(1.5)).toBe(1);
		expect(after(1)).toBeNull();
		for (const index of [1, 2, 3]) board.verify({index, treeHash});
		expect(after(1)).toBeNull();
	});

	it('is at least a second', () => {
		const {after, move} = transfer();
		for (const index of [0, 1, 2]) move(index, 100);
		move(3, 99);
		expect(after(1)).toBe(1);
	});

	it('cannot be told when nothing moves, of a stream, and learns nothing from a chunk that failed', () => {
		const {board, left, after, move} = transfer();
		expect(left.sample(0, board, 0)).toBeNull();
		move(0, 100);
		after(1);
		board.set(0, 'r');
		expect(after(9)).toBe(40);
		const stream = new ChunkBoard({size: null, chunkSize: 100});
		stream.grow(100);
		expect(left.sample(0, stream, 10)).toBeNull();
	});
});
