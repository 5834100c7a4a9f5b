import type {StyleId, StyleTable} from './style-table.ts';

const digits = (n: number): string => (n === 1 ? '' : String(n));

/** Writes cells with as few bytes as it finds: knows where the terminal's cursor is and which style is on. */
export class Pen {
	readonly #table: StyleTable;
	readonly #columns: number;
	#output = '';
	/** Where the cursor is; undefined when it cannot be told. */
	#x: number | undefined;
	#y: number | undefined;
	#style: StyleId = 0;

	constructor(table: StyleTable, columns: number) {
		this.#table = table;
		this.#columns = columns;
	}

	/** What was written so far. */
	get output(): string {
		return this.#output;
	}

	/** Writes a sequence after which the cursor is anywhere. */
	sequence(text: string): void {
		this.#output += text;
		this.doubt();
	}

	/** The cursor may not be where it should be. */
	doubt(): void {
		this.#x = undefined;
		this.#y = undefined;
	}

	/** Puts the cursor into column `x` of row `y`. */
	moveTo(x: number, y: number): void {
		if (this.#x === x && this.#y === y) return;
		let shortest = `\u001b[${y === 0 ? '' : y + 1}${x === 0 ? '' : `;${x + 1}`}H`;
		const consider = (sequence: string) => {
			if (sequence.length < shortest.length) shortest = sequence;
		};
		if (this.#y === y) {
			if (x === 0) consider('\r');
			consider(`\u001b[${digits(x + 1)}G`);
			if (this.#x !== undefined && x > this.#x) consider(`\u001b[${digits(x - this.#x)}C`);
			if (this.#x !== undefined && x < this.#x && this.#x - x <= 4) consider('\b'.repeat(this.#x - x));
		} else if (this.#y !== undefined && y > this.#y) {
			if (x === 0 && y - this.#y <= 2) consider(`\r${'\n'.repeat(y - this.#y)}`);
			if (this.#x === x) consider(`\u001b[${digits(y - this.#y)}B`);
		}
		this.#output += shortest;
		this.#x = x;
		this.#y = y;
	}

	/** Writes one character, `width` cells wide, where the cursor is. */
	write(character: string, style: StyleId, width: number): void {
		const isBlankEitherWay = character === ' ' && style === 0 && this.#table.isBlankPlain(this.#style);
		if (!isBlankEitherWay) this.setStyle(style);
		this.#output += character;
		if (this.#x === undefined) return;
		this.#x += width;
		// After the last column the cursor waits beyond it, or in the next row, as the terminal pleases.
		if (this.#x >= this.#columns) this.doubt();
	}

	/** Blanks the rest of the row, in the default style. */
	eraseToEnd(): void {
		this.setStyle(0);
		this.#output += '\u001b[K';
	}

	/** Switches to a style. */
	setStyle(style: StyleId): void {
		this.#output += this.#table.change(this.#style, style);
		this.#style = style;
	}
}
