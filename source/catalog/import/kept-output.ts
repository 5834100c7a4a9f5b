import {closeSync, ftruncateSync, openSync, readSync, writeSync} from 'node:fs';
import {crc32} from 'node:zlib';

/** Before each portion: its length and its checksum. */
const headLength = 8;

/** No portion is longer; what claims to be is damage. */
const longestPortion = 256 * 1_048_576;

/**
 * The bytes of a job's output that an import has taken so far, so that one that breaks off need not fetch them again. Each portion has a
 * checksum: after a failing power the end of a file may be anything.
 */
export class KeptOutput {
	#file: number | null;
	#end = 0;

	/** Opens what is there, or begins. */
	constructor(path: string) {
		this.#file = openSync(path, 'a+', 0o600);
	}

	/** The portions that are there, up to the first that is damaged; what follows is cut off. */
	*portions(): Generator<Buffer> {
		const head = Buffer.alloc(headLength);
		for (;;) {
			if (readSync(this.#file!, head, 0, headLength, this.#end) < headLength) break;
			const length = head.readUInt32LE(0);
			if (length === 0 || length > longestPortion) break;
			const bytes = Buffer.allocUnsafeSlow(length);
			if (readSync(this.#file!, bytes, 0, length, this.#end + headLength) < length) break;
			if (crc32(bytes) !== head.readUInt32LE(4)) break;
			this.#end += headLength + length;
			yield bytes;
		}
		ftruncateSync(this.#file!, this.#end);
	}

	/** Keeps a portion. On a full disk no more is kept, and what was stays: the import itself may still have room. */
	add(bytes: Uint8Array): void {
		if (this.#file === null) return;
		const head = Buffer.alloc(headLength);
		head.writeUInt32LE(bytes.byteLength, 0);
		head.writeUInt32LE(crc32(bytes), 4);
		try {
			for (const piece of [head, bytes]) {
				for (let at = 0; at < piece.byteLength; ) at += writeSync(this.#file, piece, at);
			}
			this.#end += headLength + bytes.byteLength;
		} catch {
			// A piece of a portion is worth nothing, and its room may be wanted.
			ftruncateSync(this.#file, this.#end);
			this.close();
		}
	}

	close(): void {
		if (this.#file !== null) closeSync(this.#file);
		this.#file = null;
	}
}
