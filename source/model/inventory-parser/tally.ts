import type {MalformedRow} from './inventory-parser.ts';
import type {InventoryRow} from './inventory-row.ts';

const mostSamples = 5;
const longestSample = 200;

/** Counts what a parser reads and what it cannot. */
export class Tally {
	rows = 0;
	malformed = 0;
	readonly #samples: MalformedRow[] = [];
	readonly #onRow: (row: InventoryRow) => void;

	constructor(onRow: (row: InventoryRow) => void) {
		this.#onRow = onRow;
	}

	/** Passes a row on. */
	read(row: InventoryRow): void {
		this.rows++;
		this.#onRow(row);
	}

	/** Takes note of a row that cannot be read. Its text is asked for only while samples are wanted: a whole file may be noise. */
	missed(offset: number, text: () => string): void {
		this.malformed++;
		if (this.#samples.length < mostSamples) this.#samples.push({offset, text: text().slice(0, longestSample)});
	}

	get counts(): {rows: number; malformed: number; samples: readonly MalformedRow[]} {
		return {rows: this.rows, malformed: this.malformed, samples: this.#samples};
	}
}
