import {type Effect, effectOf} from './fault.ts';

/** Real time, milliseconds, by which signatures are judged: the machine's, unless a fault makes it another. */
export const machineTime = (effects: readonly Effect[]): number =>
	Date.now() + (effectOf(effects, 'skew')?.milliseconds ?? 0);
