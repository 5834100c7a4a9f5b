/** Bytes that are appended to, and start anew with each block. */
export class Gathered {
	#bytes = Buffer.allocUnsafe(65_536);
	length = 0;

	/** Appends a stretch of `source`, with room for one byte more. */
	append(source: Buffer, start: number, length: number): void {
		if (this.length + length >= this.#bytes.length) {
			const more = Buffer.allocUnsafe((this.length + length) * 2);
			this.#bytes.copy(more, 0, 0, this.length);
			this.#bytes = more;
		}
		source.copy(this.#bytes, this.length, start, start + length);
		this.length += length;
	}

	appendByte(byte: number): void {
		this.#bytes[this.length++] = byte;
	}

	get bytes(): Buffer {
		return this.#bytes.subarray(0, this.length);
	}
}
