import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {AdaptivePlaces, type Place} from '../../source/glacier/adaptive-places.ts';

/** Calls in rounds: as many as there are places begin, and all end alike. */
const round = (places: AdaptivePlaces, strained: boolean | null): number => {
	const taken: Place[] = [];
	while (places.isFree) taken.push(places.take());
	for (const place of taken) places.leave(place, strained);
	return taken.length;
};

describe('places', () => {
	it('begin as many as there can be, and stay while nothing is wrong', () => {
		const places = new AdaptivePlaces(32);
		for (let count = 0; count < 10; count++) expect(round(places, false)).toBe(32);
	});

	it('are halved by calls that are strained together, once', () => {
		const told: number[] = [];
		const places = new AdaptivePlaces(32, (now) => told.push(now));
		round(places, true);
		expect([places.places, told]).toEqual([16, [16]]);
		round(places, true);
		expect(places.places).toBe(8);
	});

	it('are halved from what was under way, not from what was free', () => {
		const places = new AdaptivePlaces(32);
		const few = [places.take(), places.take(), places.take(), places.take()];
		places.leave(few[0]!, true);
		expect(places.places).toBe(2);
	});

	it('grow by one with each round that succeeds', () => {
		const places = new AdaptivePlaces(32);
		for (let count = 0; count < 6; count++) round(places, true);
		expect(places.places).toBe(2);
		for (const expected of [2, 3, 4, 5, 6]) expect(round(places, false)).toBe(expected);
	});

	it('are enough for others while one call hangs', () => {
		const places = new AdaptivePlaces(32);
		const [hangs, fails] = [places.take(), places.take()];
		places.leave(fails, true);
		expect(places.isFree).toBe(true);
		places.leave(hangs, true);
		const one = new AdaptivePlaces(1);
		round(one, true);
		expect(one.places).toBe(1);
	});

	it('take no lesson from a call that was given up', () => {
		const places = new AdaptivePlaces(8);
		round(places, null);
		expect(places.places).toBe(8);
	});

	it('are never fewer than two nor more than the most, and no more are taken than there are', () => {
		const ends = fc.array(fc.tuple(fc.nat({max: 40}), fc.constantFrom(true, false, null)), {maxLength: 300});
		fc.assert(
			fc.property(fc.integer({min: 1, max: 40}), ends, (most, steps) => {
				const places = new AdaptivePlaces(most);
				const taken: Place[] = [];
				for (const [at, how] of steps) {
					if (places.isFree) taken.push(places.take());
					if (taken.length > 0 && at % 2 === 0) places.leave(taken.splice(at % taken.length, 1)[0]!, how);
					expect(places.places).toBeGreaterThanOrEqual(Math.min(2, most));
					expect(places.places).toBeLessThanOrEqual(most);
					expect(taken.length).toBeLessThanOrEqual(most);
				}
			}),
		);
	});

	it('find what a service bears, and keep near it', () => {
		// A service that strains whatever is above ten at once.
		const places = new AdaptivePlaces(32);
		const seen: number[] = [];
		for (let count = 0; count < 200; count++) {
			const taken: Place[] = [];
			while (places.isFree) taken.push(places.take());
			seen.push(taken.length);
			for (const [at, place] of taken.entries()) places.leave(place, at >= 10);
		}
		const late = seen.slice(50);
		expect(Math.max(...late)).toBeLessThanOrEqual(12);
		expect(late.reduce((sum, one) => sum + one, 0) / late.length).toBeGreaterThan(6);
	});
});
