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

	/** Without `words` it is empty; `words` may be shared with other threads. */
	constructor(length: number, words: Uint32Array = new Uint32Array(Math.ceil(length / 32))) {
		this.length = length;
		this.words = words;
	}

	/** An empty set whose words other threads can see and change. */
	static shared(length: number): Bits {
		return new Bits(length, new Uint32Array(new SharedArrayBuffer(Math.ceil(length / 32) * 4)));
	}

	has(row: number): boolean {
		return ((this.words[row >>> 5]! >>> (row & 31)) & 1) === 1;
	}

	set(row: number, to: boolean): void {
		if (to) this.words[row >>> 5]! |= 1 << (row & 31);
		else this.words[row >>> 5]! &= ~(1 << (row & 31));
	}

	/** Puts the rows from `from` to before `to` in, or takes them out. */
	fill(from: number, to: number, value: boolean): void {
		if (from >= to) return;
		const first = from >>> 5;
		const last = (to - 1) >>> 5;
		const head = (0xffff_ffff << (from & 31)) >>> 0;
		const tail = 0xffff_ffff >>> (31 - ((to - 1) & 31));
		const put = (index: number, mask: number) => {
			if (value) this.words[index]! |= mask;
			else this.words[index]! &= ~mask;
		};
		if (first === last) {
			put(first, head & tail);
			return;
		}
		put(first, head);
		this.words.fill(value ? 0xffff_ffff : 0, first + 1, last);
		put(last, tail);
	}

	/** A set of its own with the same rows. */
	copy(): Bits {
		const copy = new Bits(this.length);
		copy.words.set(this.words);
		return copy;
	}

	/** A set of its own with the rows that are in this one and in another of the same length. */
	common(other: Bits): Bits {
		const common = this.copy();
		for (let i = 0; i < common.words.length; i++) common.words[i]! &= other.words[i]!;
		return common;
	}

	/** A set of its own with the rows that are in this one and not in another of the same length. */
	without(other: Bits): Bits {
		const rest = this.copy();
		for (let i = 0; i < rest.words.length; i++) rest.words[i]! &= ~other.words[i]!;
		return rest;
	}

	/** How many rows are in it from `from` to before `to`; without them, in all. */
	count(from = 0, to = this.length): number {
		return this.countWith(this, from, to);
	}

	/** How many rows are in both sets, which are of one length, from `from` to before `to`; without them, in all. */
	countWith(other: Bits, from = 0, to = this.length): number {
		if (from >= to) return 0;
		const first = from >>> 5;
		const last = (to - 1) >>> 5;
		let count = 0;
		for (let i = first; i <= last; i++) count += ones(this.words[i]! & other.words[i]!);
		count -= ones(this.words[first]! & other.words[first]! & ~(0xffff_ffff << (from & 31)));
		const after = ((to - 1) & 31) + 1;
		return after === 32 ? count : count - ones(this.words[last]! & other.words[last]! & (0xffff_ffff << after));
	}

	/** Calls back each row of it, in rising order. */
	each(onRow: (row: number) => void): void {
		for (let index = 0; index < this.words.length; index++) {
			for (let word = this.words[index]!; word !== 0; word &= word - 1) {
				onRow(index * 32 + 31 - Math.clz32(word & -word));
			}
		}
	}

	/** The same for rows from `from` to before `to`. */
	eachIn(from: number, to: number, onRow: (row: number) => void): void {
		for (let index = from >>> 5; index * 32 < to; index++) {
			let word = this.words[index]!;
			if (index === from >>> 5) word &= 0xffff_ffff << (from & 31);
			for (; word !== 0; word &= word - 1) {
				const row = index * 32 + 31 - Math.clz32(word & -word);
				if (row >= to) return;
				onRow(row);
			}
		}
	}

	/** The same from a row on, one at a time. */
	*values(from = 0): Generator<number> {
		for (let index = from >>> 5; index < this.words.length; index++) {
			const left = index === from >>> 5 ? this.words[index]! & (0xffff_ffff << (from & 31)) : this.words[index]!;
			for (let word = left; word !== 0; word &= word - 1) {
				yield index * 32 + 31 - Math.clz32(word & -word);
			}
		}
	}
}
