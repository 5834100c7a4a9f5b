import type {ErrorCode} from '../errors.ts';

/** What goes wrong. Bytes are those of the body, times are milliseconds of real time. */
export type Effect =
	/** The service says no, with any error of its table. */
	| {does: 'refuse'; code: ErrorCode; message?: string}
	/** The connection breaks after so many bytes of the request's body, or of the reply's. */
	| {does: 'drop'; side: 'request' | 'reply'; afterBytes: number}
	/** The operation is done, but the connection breaks before anything of the reply is sent. */
	| {does: 'lose-reply'}
	/** The reply comes later; with `afterBytes` it stops for that long after so many bytes. */
	| {does: 'delay'; milliseconds: number; afterBytes?: number}
	/** Bodies, in both directions, move no faster than this. */
	| {does: 'limit'; bytesPerSecond: number}
	/** One bit of the reply's body (or the request's) is wrong: in the byte at this offset, or in the one in its middle. */
	| {does: 'flip'; side?: 'request' | 'reply'; at?: number}
	/** The service's clock is ahead of the machine's by so much, or behind it: by it signatures are judged, and `Date` shows it. */
	| {does: 'skew'; milliseconds: number}
	/** The job is accepted, and fails when its time comes. */
	| {does: 'fail-job'; message?: string};

/** The words that `does` may say. */
export const effectNames = [
	'refuse',
	'drop',
	'lose-reply',
	'delay',
	'limit',
	'flip',
	'skew',
	'fail-job',
] as const satisfies Effect['does'][];

/** An effect and when it strikes. */
export type Fault = Effect & {
	/** The only operation it strikes, such as `UploadMultipartPart`. */
	operation?: string;
	/** The only vault. */
	vault?: string;
	/** How many matching requests pass unharmed before. */
	skip?: number;
	/** How many requests it strikes. By default 1, or with a probability as many as come. */
	times?: number;
	/** How likely it strikes each of them, 0 to 1. */
	probability?: number;
};

/** The faults that are set. */
export type Faults = {
	/** Sets one and returns its number. */
	add(fault: Fault): number;
	remove(number: number): void;
	clear(): void;
	list(): (Fault & {number: number; struck: number})[];
	/** Those that strike a request which is now beginning. */
	strike(operation: string | undefined, vault: string | undefined): Effect[];
};

/** @param random gives a number from 0 up to 1, as Math.random does */
export const createFaults = (random: () => number = Math.random): Faults => {
	let lastNumber = 0;
	const set = new Map<number, {fault: Fault; seen: number; struck: number}>();

	const strikes = (entry: {fault: Fault; seen: number; struck: number}): boolean => {
		const {skip = 0, probability, times = probability === undefined ? 1 : Number.POSITIVE_INFINITY} = entry.fault;
		if (entry.struck >= times || ++entry.seen <= skip) return false;
		if (probability !== undefined && random() >= probability) return false;
		entry.struck++;
		return true;
	};

	return {
		add: (fault) => {
			set.set(++lastNumber, {fault, seen: 0, struck: 0});
			return lastNumber;
		},
		remove: (number) => {
			set.delete(number);
		},
		clear: () => set.clear(),
		list: () => [...set].map(([number, {fault, struck}]) => ({...fault, number, struck})),
		strike: (operation, vault) =>
			[...set.values()]
				.filter(({fault}) => fault.operation === undefined || fault.operation === operation)
				.filter(({fault}) => fault.vault === undefined || fault.vault === vault)
				.filter(strikes)
				.map(({fault}) => fault),
	};
};

/** The first effect of one kind. */
export const effectOf = <D extends Effect['does']>(effects: readonly Effect[], does: D) =>
	effects.find((effect): effect is Extract<Effect, {does: D}> => effect.does === does);
