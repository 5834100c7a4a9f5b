const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** A line without its end: the bytes from `from` to `to`. */
export type Line = {
	bytes: Buffer;
	from: number;
	to: number;
	/** Where it begins in the file. */
	offset: number;
	/** False for what stands after the last line feed. */
	terminated: boolean;
	/** It is above the limit, and the bytes are only its start. */
	cut: boolean;
};

/**
 * Cuts portions of bytes into lines that end in LF or CRLF. Holds no more than one line, and of a line above `longest` bytes only so much.
 * The same object is given for each line, to spare millions of them.
 */
export class LineSplitter {
	readonly #onLine: (line: Line) => void;
	readonly #longest: number;
	readonly #line: Line = {bytes: Buffer.alloc(0), from: 0, to: 0, offset: 0, terminated: true, cut: false};
	/** The start of a line whose end has not come, and how long it is by now, held or not. */
	#held: Buffer[] = [];
	#heldLength = 0;
	/** Where the next line begins. */
	#offset = 0;

	constructor(onLine: (line: Line) => void, longest: number) {
		this.#onLine = onLine;
		this.#longest = longest;
	}

	push(bytes: Uint8Array): void {
		const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		let from = 0;
		for (let to = buffer.indexOf(lineFeed); to >= 0; to = buffer.indexOf(lineFeed, from)) {
			if (this.#heldLength > 0 || to - from > this.#longest) {
				this.#hold(buffer.subarray(from, to));
				this.#giveHeld(true);
			} else {
				this.#give(buffer, from, to, true, false);
				this.#offset += to + 1 - from;
			}
			from = to + 1;
		}
		if (from < buffer.length) this.#hold(buffer.subarray(from));
	}

	end(): void {
		if (this.#heldLength > 0) this.#giveHeld(false);
	}

	#hold(piece: Buffer): void {
		const room = this.#longest - this.#heldLength;
		// Copied, because the portion is not ours to keep.
		if (room > 0) this.#held.push(Buffer.from(piece.subarray(0, room)));
		this.#heldLength += piece.length;
	}

	#giveHeld(terminated: boolean): void {
		const bytes = Buffer.concat(this.#held);
		const length = this.#heldLength;
		this.#held = [];
		this.#heldLength = 0;
		this.#give(bytes, 0, bytes.length, terminated, length > this.#longest);
		this.#offset += length + 1;
	}

	#give(bytes: Buffer, from: number, to: number, terminated: boolean, cut: boolean): void {
		const line = this.#line;
		line.bytes = bytes;
		line.from = from;
		line.to = to > from && bytes[to - 1] === carriageReturn ? to - 1 : to;
		line.offset = this.#offset;
		line.terminated = terminated;
		line.cut = cut;
		this.#onLine(line);
	}
}
