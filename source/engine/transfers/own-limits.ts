import {type OwnLimit, parseBandwidth} from '../../model/bandwidth.ts';
import type {Clock} from '../../platform/clock.ts';
import {BandwidthGate} from './bandwidth-gate.ts';

/** What bytes pass through on their way; see {@link BandwidthGate.pass}. */
export type Gate = Pick<BandwidthGate, 'pass'>;

/** The gate for the bytes of one transfer, whose board knows when they wait at it: then nothing moves, and nothing is wrong. */
export const heldOn = (board: {hold(turn: Promise<void>): Promise<void>}, gate: Gate): Gate => ({
	pass: (bytes) => {
		const turn = gate.pass(bytes);
		return turn && board.hold(turn);
	},
});

/** The gates of transfers that have a limit of their own beside the one of all: a gate for each group that shares one. */
export class OwnLimits {
	readonly #takes: {clock: Clock; closing: AbortSignal; all: Gate};
	readonly #groups = new Map<string, BandwidthGate>();

	/** `all` is the gate of all transfers, through which these pass too. */
	constructor(takes: {clock: Clock; closing: AbortSignal; all: Gate}) {
		this.#takes = takes;
	}

	/** What the bytes of a transfer pass through. */
	gateOf({limit}: {limit?: OwnLimit | null | undefined}): Gate {
		const {all} = this.#takes;
		if (!limit) return all;
		const own = this.#gateFor(limit);
		return {
			pass: (bytes) => {
				const waits = [own.pass(bytes), all.pass(bytes)].filter((wait) => wait !== undefined);
				return waits.length === 0 ? undefined : Promise.all(waits).then(() => {});
			},
		};
	}

	#gateFor({group, bandwidth}: OwnLimit): BandwidthGate {
		const known = this.#groups.get(group);
		if (known) return known;
		const {clock, closing} = this.#takes;
		const gate = new BandwidthGate({clock, closing, bandwidth: parseBandwidth(bandwidth), onRate: () => {}});
		this.#groups.set(group, gate);
		return gate;
	}
}
