import {describe, expect, it} from 'vitest';
import {Silence} from '../../../source/engine/transfers/silence.ts';

/** A transfer that is looked at each second; gives the second of its last byte when that is told as too long ago. */
const watched = (after = 20) => {
	const silence = new Silence<number>(after * 1000);
	let second = 0;
	const state = {verifiedBytes: 0, movingBytes: 0, isHeld: false};
	const look = (seconds: number, each: () => void = () => {}) => {
		let told: number | null = null;
		for (let turn = 0; turn < seconds; turn++) {
			each();
			told = silence.sample(++second * 1000, second, {...state});
		}
		return told;
	};
	return {silence, state, look};
};

describe('a silence', () => {
	it('is told with the moment of the last byte, and not before it has lasted', () => {
		const {state, look} = watched();
		expect(look(5, () => state.movingBytes++)).toBeNull();
		expect(look(19)).toBeNull();
		expect(look(1)).toBe(5);
		expect(look(600)).toBe(5);
	});

	it('is one also when no byte has come at all', () => expect(watched().look(21)).toBe(1));

	it('is over with a chunk that is verified, and when bytes come again and go on coming', () => {
		const {state, look} = watched();
		expect(look(30)).toBe(1);
		state.verifiedBytes = 7;
		expect(look(1)).toBeNull();
		expect(look(30)).toBe(31);
		expect(look(2, () => state.movingBytes++)).toBe(31);
		expect(look(1, () => state.movingBytes++)).toBeNull();
	});

	it('is not over when a new connection takes some bytes into its buffers and then no more', () => {
		const {state, look} = watched();
		expect(look(30, () => {})).toBe(1);
		for (let connection = 0; connection < 3; connection++) {
			state.movingBytes = 0;
			look(1);
			state.movingBytes = 2_500_000;
			expect(look(180)).toBe(1);
		}
	});

	it('is none while bytes wait for their turn under a limit', () => {
		const {state, look} = watched();
		state.isHeld = true;
		expect(look(300)).toBeNull();
		state.isHeld = false;
		expect(look(19)).toBeNull();
		expect(look(1)).toBe(300);
	});

	it('begins anew after nothing was to move', () => {
		const {silence, look} = watched();
		expect(look(30)).toBe(1);
		silence.forget();
		expect(look(20)).toBeNull();
		expect(look(1)).toBe(31);
	});
});
