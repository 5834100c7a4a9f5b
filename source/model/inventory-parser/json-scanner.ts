export const byte = {
	quote: 0x22,
	comma: 0x2c,
	colon: 0x3a,
	openList: 0x5b,
	backslash: 0x5c,
	closeList: 0x5d,
	openObject: 0x7b,
	closeObject: 0x7d,
} as const;

/** Whether a byte is white space between the tokens of JSON. */
export const isBlank = (code: number | undefined): boolean =>
	code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

/** What {@link ObjectScanner.scan} says instead of a place: the object goes on in the next portion, or it is no JSON. */
export const unfinished = -1;
export const broken = -2;

const [forbidden, plain, opens, closes, quotes] = [0, 1, 2, 3, 4];

/** What each byte does outside strings. Letters and signs are those of numbers, true, false and null. */
const roles = new Uint8Array(256).fill(forbidden!);
for (const character of ' \t\r\n,:0123456789+-.eEtrufalsn') roles[character.charCodeAt(0)] = plain!;
roles[byte.openObject] = roles[byte.openList] = opens!;
roles[byte.closeObject] = roles[byte.closeList] = closes!;
roles[byte.quote] = quotes!;

/** Rows are flat; what nests deeper than this is noise, and is not worth following to see where it ends. */
const deepest = 32;

/** Finds where an object ends by its braces and strings alone, across portions. */
export class ObjectScanner {
	/** Where it stopped when it said {@link broken}. */
	stopped = 0;
	#depth = 0;
	#inString = false;
	/** Bytes at the start of the next portion that an escape has already spoken for. */
	#ahead = 0;

	/** Forgets what it was in; with `depth` 1 the opening brace counts as read. */
	reset(depth = 0): void {
		this.#depth = depth;
		this.#inString = false;
		this.#ahead = 0;
	}

	/** Goes on through `bytes` from `from`. Gives the place after the object's last brace, {@link unfinished} or {@link broken}. */
	scan(bytes: Uint8Array, from: number): number {
		const end = bytes.length;
		let depth = this.#depth;
		let inString = this.#inString;
		let at = from + this.#ahead;
		while (at < end) {
			if (inString) {
				let code = bytes[at]!;
				while (code !== byte.quote && code !== byte.backslash && ++at < end) code = bytes[at]!;
				if (at >= end) break;
				if (code === byte.backslash) {
					at += 2;
				} else {
					inString = false;
					at++;
				}
				continue;
			}
			const role = roles[bytes[at++]!];
			if (role === quotes) inString = true;
			else if (role === opens && depth < deepest) depth++;
			else if (role === closes) {
				if (--depth === 0) return at;
			} else if (role !== plain) {
				this.stopped = at;
				return broken;
			}
		}
		this.#depth = depth;
		this.#inString = inString;
		this.#ahead = at - end;
		return unfinished;
	}
}
