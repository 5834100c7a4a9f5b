/** Lines in a place of the screen. Never changed: what says something else is another block. */
export type Block = {
	readonly left: number;
	readonly top: number;
	/** Cells of each line, whatever is in them. */
	readonly width: number;
	/** With their styles. */
	readonly lines: readonly string[];
};

const sign = '\u{10FFFD}';
const markAtEnd = /\s*\u{10FFFD}\d+$/u;

/**
 * The way of lines to the differ past Ink. Ink takes every letter of a frame apart three times, whether it has changed or not, which is nearly
 * all that a frame costs; so it gets none to see. Each time when it draws, it asks the blocks in the order in which they lie on each other, and
 * each puts itself on the paper. All that Ink carries is a mark that changes when something on the paper does.
 */
export class Paper {
	#coming: Block[] = [];
	#sheet: readonly Block[] = [];
	#version = 0;

	/** What was put on the paper when Ink last drew, the lowest first. */
	get sheet(): readonly Block[] {
		return this.#sheet;
	}

	/** Lays a block over those before it. */
	put(block: Block): void {
		this.#coming.push(block);
	}

	/** Ends what Ink draws at a time, and gives the mark of what is on the paper; '' for nothing. */
	finish(): string {
		const sheet = this.#coming;
		this.#coming = [];
		const isSame = sheet.length === this.#sheet.length && sheet.every((block, index) => block === this.#sheet[index]);
		if (!isSame) {
			this.#sheet = sheet;
			this.#version += 1;
		}
		return sheet.length === 0 ? '' : sign + this.#version;
	}
}

/** A frame of Ink's without the mark, which stands at the end of its first line. */
export const withoutMark = (lines: readonly string[]): readonly string[] =>
	lines[0]?.includes(sign) ? lines.with(0, lines[0].replace(markAtEnd, '')) : lines;
