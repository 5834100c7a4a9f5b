import type {Block} from './paper.ts';
import {parseRow, type Row} from './row.ts';
import type {StyleId, StyleTable} from './style-table.ts';

/** A line of a block, and the column where it begins. */
type Piece = {left: number; width: number; text: string};

const isBlank = (row: Row, x: number): boolean => row.characters[x] === ' ' && row.styles[x] === 0;

/** Makes rows of what Ink drew and of what lies on the paper. What was made for the frame before is taken from there. */
export class Composer {
	readonly #columns: number;
	readonly #table: StyleTable;
	#rows = new Map<string, Row>();
	#pieces = new Map<string, Row>();

	constructor(columns: number, table: StyleTable) {
		this.#columns = columns;
		this.#table = table;
	}

	/**
	 * The rows of a frame, the same objects as those of the frame before where they show the same. What Ink drew is over the paper, but for its
	 * blanks.
	 * @returns nothing where something in it is not for us to say what it does, as {@link parseRow}
	 */
	rows(lines: readonly string[], sheet: readonly Block[], count: number): (Row | undefined)[] {
		const [rows, pieces] = [new Map<string, Row>(), new Map<string, Row>()];
		const made = Array.from({length: count}, (_, y) => {
			const line = lines[y] ?? '';
			const here = piecesAt(sheet, y);
			const key = here.reduce((all, {left, width, text}) => `${all}\n${left} ${width} ${text}`, line);
			const row = this.#rows.get(key) ?? rows.get(key) ?? this.#compose(line, here, pieces);
			if (!row) return undefined;
			rows.set(key, row);
			return row;
		});
		this.#rows = rows;
		this.#pieces = pieces;
		return made;
	}

	#compose(line: string, here: readonly Piece[], pieces: Map<string, Row>): Row | undefined {
		const inks = parseRow(line, this.#columns, this.#table);
		if (!inks || here.length === 0) return inks;
		const cells = new Cells(this.#columns);
		for (const {left, width, text} of here) {
			const key = `${width} ${text}`;
			const row = this.#pieces.get(key) ?? pieces.get(key) ?? parseRow(text, width, this.#table);
			if (!row) return undefined;
			pieces.set(key, row);
			cells.lay(row, 0, left, Math.min(width, this.#columns - left));
		}
		for (let x = 0; x < inks.end; x++) {
			if (isBlank(inks, x) || inks.characters[x] === '') continue;
			cells.lay(inks, x, x, inks.characters[x + 1] === '' ? 2 : 1);
		}
		return cells.row();
	}
}

const piecesAt = (sheet: readonly Block[], y: number): Piece[] =>
	sheet.flatMap(({left, top, width, lines}) => {
		const text = lines[y - top];
		return text === undefined ? [] : [{left, width, text}];
	});

/** Cells of a row in the making. */
class Cells {
	readonly #characters: string[];
	readonly #styles: StyleId[];
	readonly #doubtful = new Set<number>();

	constructor(columns: number) {
		this.#characters = new Array<string>(columns).fill(' ');
		this.#styles = new Array<StyleId>(columns).fill(0);
	}

	/** Puts `width` cells of a row, from its cell `from` on, over what is at `x`. */
	lay(row: Row, from: number, x: number, width: number): void {
		const characters = this.#characters;
		// Half of a wide character is none.
		if (x > 0 && characters[x] === '') this.#blank(x - 1);
		if (characters[x + width] === '') this.#blank(x + width);
		for (let cell = 0; cell < width; cell++) {
			characters[x + cell] = row.characters[from + cell]!;
			this.#styles[x + cell] = row.styles[from + cell]!;
			if (row.doubtful.has(from + cell)) this.#doubtful.add(x + cell);
			else this.#doubtful.delete(x + cell);
		}
	}

	#blank(x: number): void {
		this.#characters[x] = ' ';
		this.#doubtful.delete(x);
	}

	row(): Row {
		let end = this.#characters.length;
		while (end > 0 && this.#characters[end - 1] === ' ' && this.#styles[end - 1] === 0) end -= 1;
		return {characters: this.#characters, styles: this.#styles, end, doubtful: this.#doubtful};
	}
}
