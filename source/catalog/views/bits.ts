/** How many bits of a word are set. */
const ones = (word: number): number => {
	if (word === 0) return 0;
	let bits = word - ((word >>> 1) & 0x55555555);
	bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
	return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

/** A set of row numbers, one bit each: ten million rows are 1.2 MiB, whether none or all are in it. */
export class Bits {
	readonly length: number;
	readonly words: Uint32Array;

	constructor(length: number) {
		this.length = length;
		this.words = new Uint32Array(Math.ceil(length / 32));
	}

	has(row: number): boolean {
		return ((this.words[row >>> 5]! >>> (row & 31)) & 1) === 1;
	}

	set(row: number, to: boolean): void {
		if (to) this.words[row >>> 5]! |= 1 << (row & 31);
		else this.words[row >>> 5]! &= ~(1 << (row & 31));
	}

	/** How many rows are in it. */
	count(): number {
		let count = 0;
		for (const word of this.words) count += ones(word);
		return count;
	}

	/** How many rows are in both sets, which are of one length. */
	countWith(other: Bits): number {
		let count = 0;
		for (let i = 0; i < this.words.length; i++) count += ones(this.words[i]! & other.words[i]!);
		return count;
	}

	/** Calls back each row of it, in rising order. */
	each(onRow: (row: number) => void): void {
		for (let index = 0; index < this.words.length; index++) {
			for (let word = this.words[index]!; word !== 0; word &= word - 1) {
				onRow(index * 32 + 31 - Math.clz32(word & -word));
			}
		}
	}

	/** The same, one at a time. */
	*values(): Generator<number> {
		for (let index = 0; index < this.words.length; index++) {
			for (let word = this.words[index]!; word !== 0; word &= word - 1) {
				yield index * 32 + 31 - Math.clz32(word & -word);
			}
		}
	}
}
