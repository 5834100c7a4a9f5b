/** Values in stretches, from the first to the last, as often as it is asked for. */
export type NumberSource = {length: number; each(onStretch: (values: Float64Array, first: number) => void): void};

/**
 * The places of all values in rising order, a stretch at a time; equal ones stay in the order in which they stand. Values are whole, not
 * negative and below 2^53.
 *
 * More than `most` values are sorted in parts, from splitters that a sample gives: all between two, then all that equal one, which need no sorting.
 * So ten million, one at a time, take 30 MB and fifteen passes over the source, and not 160 MB.
 */
export const sortedPlaces = function* (source: NumberSource, most: number): Generator<Uint32Array> {
	let above = -1;
	for (const splitter of [...splitters(source, most), Number.POSITIVE_INFINITY]) {
		const low = above;
		const between = collect(source, (value) => value > low && value < splitter);
		const order = sortNumbers(between.values);
		for (let i = 0; i < order.length; i++) order[i] = between.places[order[i]!]!;
		yield order;
		if (splitter !== Number.POSITIVE_INFINITY) yield collect(source, (value) => value === splitter).places;
		above = splitter;
	}
};

/** Values that cut the source into parts of at most about `most`; rising, without repeats. */
const splitters = (source: NumberSource, most: number): number[] => {
	const parts = Math.ceil((source.length / most) * 1.5);
	if (source.length <= most) return [];
	const step = Math.max(1, Math.floor(source.length / (parts * 1000)));
	const sample: number[] = [];
	source.each((values, first) => {
		for (let i = (step - (first % step)) % step; i < values.length; i += step) sample.push(values[i]!);
	});
	sample.sort((a, b) => a - b);
	const cuts = Array.from({length: parts - 1}, (_, i) => sample[Math.floor(((i + 1) * sample.length) / parts)]!);
	return [...new Set(cuts)];
};

const collect = (source: NumberSource, wanted: (value: number) => boolean) => {
	let values = new Float64Array(Math.min(source.length, 65_536));
	let places = new Uint32Array(values.length);
	let count = 0;
	source.each((stretch, first) => {
		for (let i = 0; i < stretch.length; i++) {
			const value = stretch[i]!;
			if (!wanted(value)) continue;
			if (count === places.length) {
				const moreValues = new Float64Array(count * 2);
				moreValues.set(values);
				values = moreValues;
				const morePlaces = new Uint32Array(count * 2);
				morePlaces.set(places);
				places = morePlaces;
			}
			values[count] = value;
			places[count++] = first + i;
		}
	});
	return {values: values.subarray(0, count), places: places.subarray(0, count)};
};

/** The places of values in rising order. Radix sort by 16 bits at a time; digits that all values share cost nothing. */
export const sortNumbers = (values: Float64Array): Uint32Array => {
	const {length} = values;
	if (length === 0) return new Uint32Array(0);
	let from = new Uint32Array(length);
	for (let i = 0; i < length; i++) from[i] = i;
	let to = new Uint32Array(length);
	/** The lower and the upper 32 bits of each value. */
	const lower = new Uint32Array(length);
	const upper = new Uint32Array(length);
	for (let i = 0; i < length; i++) {
		lower[i] = values[i]!;
		upper[i] = values[i]! / 4_294_967_296;
	}
	const starts = new Uint32Array(65_537);
	for (const half of [lower, upper]) {
		for (const shift of [0, 16]) {
			starts.fill(0);
			for (let i = 0; i < length; i++) starts[((half[i]! >>> shift) & 0xffff) + 1]!++;
			if (starts.includes(length)) continue;
			for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
			for (let i = 0; i < length; i++) {
				const place = from[i]!;
				to[starts[(half[place]! >>> shift) & 0xffff]!++] = place;
			}
			[from, to] = [to, from];
		}
	}
	return from;
};
