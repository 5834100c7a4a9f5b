import {type CsvColumns, columnsOf, usualColumns} from './csv-columns.ts';
import type {InventoryParser, InventorySummary} from './inventory-parser.ts';
import type {InventoryRow} from './inventory-row.ts';
import {type Line, LineSplitter} from './line-splitter.ts';
import {Tally} from './tally.ts';

/** Far above what the longest description makes of a row: a longer line is no row. */
const longestLine = 65_536;

/**
 * Parses the service's CSV (api-job-output-get), which is no usual dialect: a quote in a description is written `\"`, but a backslash as
 * itself, so that `\"` is also how the field of a description ends that ends in a backslash. Only the description can hold a comma, a quote
 * or a backslash: the fields before it are cut off from the front of a line, those after it from the end, and what remains is the
 * description, whatever it holds.
 */
export class CsvInventoryParser implements InventoryParser {
	readonly #tally: Tally;
	readonly #lines = new LineSplitter((line) => this.#take(line), longestLine);
	#columns: CsvColumns | undefined;
	#complete = false;

	constructor(onRow: (row: InventoryRow) => void) {
		this.#tally = new Tally(onRow);
	}

	get rows(): number {
		return this.#tally.rows;
	}

	get malformed(): number {
		return this.#tally.malformed;
	}

	push(bytes: Uint8Array): void {
		this.#lines.push(bytes);
	}

	end(): InventorySummary {
		this.#lines.end();
		return {...this.#tally.counts, complete: this.#complete, vaultArn: null, inventoryDate: null};
	}

	#take(line: Line): void {
		const {bytes, from, to, terminated, cut} = line;
		if (from === to) return;
		const columns = this.#columns ?? this.#begin(line);
		if (!columns) return;
		const row = !cut && (terminated || columns.endsVisibly) ? columns.row(bytes, from, to) : undefined;
		if (row) this.#tally.read(row);
		else if (terminated) this.#tally.missed(line.offset, () => bytes.toString('utf8', from, to));
		// What breaks off in the middle of a line is not a fault in a row but the end of the file.
		else this.#complete = false;
	}

	/** Takes the first line. Gives the columns when that line is to be read as a row: the file has lost its header, or is no inventory. */
	#begin({bytes, from, to}: Line): CsvColumns | undefined {
		const columns = columnsOf(bytes.toString('utf8', from, to));
		this.#columns = columns ?? usualColumns();
		this.#complete = columns !== undefined || this.#columns.row(bytes, from, to) !== undefined;
		return columns ? undefined : this.#columns;
	}
}
