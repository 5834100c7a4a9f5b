import {Writable} from 'node:stream';
import type {ScreenStream} from '../terminal.ts';
import {Composer} from './compose.ts';
import {type Part, readInkOutput} from './ink-output.ts';
import {paint, type Shown} from './paint.ts';
import {type Block, Paper, withoutMark} from './paper.ts';
import {blankRow, type Row} from './row.ts';
import {StyleTable} from './style-table.ts';

const enterAlternate = '\u001b[?1049h';
const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';
const beginSynchronised = '\u001b[?2026h';
const endSynchronised = '\u001b[?2026l';
const clear = '\u001b[m\u001b[H\u001b[J';
/** Style, character set, scroll region and wrapping as they should be. */
const sober = '\u001b[m\u001b(B\u001b[r\u001b[?7h';

/** A theme has a handful of styles; so many mean that someone draws pictures, and the table starts anew. */
const mostStyles = 4_096;

/** After a resize Ink first writes what it had, in the new size. So long we wait for what the screen makes of that size, in milliseconds. */
const resizePatience = 30;

/** A block as it is, for a terminal that has to make of it what it can. */
const written = ({left, top, lines}: Block): string =>
	lines.map((line, index) => `\u001b[${top + index + 1};${left + 1}H${line}`).join('');

type Cursor = {x: number; y: number};

/**
 * Standard output for Ink that sends a terminal only what changes. Ink writes whole frames; this compares each with what the terminal
 * shows, cell by cell, moves what has scrolled, and writes the rest. When the terminal is slower than the frames come, it gets the
 * latest. Works on the alternate screen; everything before and after that goes through as it is.
 */
export class Differ extends Writable {
	readonly isTTY = true;
	/** For lines that are not Ink's to draw. */
	readonly paper = new Paper();
	readonly #target: ScreenStream;
	#table = new StyleTable();
	#composer: Composer;
	#blank: Row;
	#isAlternate = false;
	#isSynchronised = false;
	/** The lines of Ink's last frame, what lay on the paper then, and whether they were drawn. */
	#frame: readonly string[] = [];
	#sheet: readonly Block[] = [];
	#isDrawn = true;
	/** What the terminal shows. */
	#shown: Shown = [];
	/** Where Ink believes its cursor to be, whether it wants it seen, and where the terminal's is seen. */
	#inkCursor: Cursor = {x: 0, y: 0};
	#wantsCursor = false;
	#seenCursor: Cursor | undefined;
	#resizing: {timer: NodeJS.Timeout; done: Promise<void>; finish: () => void} | undefined;
	#isTellingSize = false;
	#isWaiting = false;

	/** @param target the terminal; its size is ours. */
	constructor(target: ScreenStream) {
		super({decodeStrings: false});
		this.#target = target;
		this.#blank = blankRow(this.columns);
		this.#composer = new Composer(this.columns, this.#table);
		target.on('resize', this.#resize);
	}

	get columns(): number {
		return this.#target.columns || 80;
	}

	get rows(): number {
		return this.#target.rows || 24;
	}

	/** Draws everything again, whatever the terminal shows by now. */
	redraw(): void {
		if (!this.#isAlternate) return;
		this.#forget();
		this.#send(sober);
		this.#draw();
	}

	/** Resolves when nothing waits to be drawn. */
	async settled(): Promise<void> {
		await this.#resizing?.done;
	}

	/** Lets go of the terminal. What is written afterwards goes through as it is. */
	release(): void {
		this.#resizing?.finish();
		this.#isAlternate = false;
		this.#target.off('resize', this.#resize);
	}

	override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
		const text = chunk.toString();
		try {
			if (!this.#isAlternate && !text.includes(enterAlternate)) {
				if (text !== '') this.#send(text);
			} else {
				for (const part of readInkOutput(text)) this.#take(part);
				if (!this.#isSynchronised) this.#draw();
			}
		} catch (error) {
			// Thrown here it would leave the stream waiting for ever, and whoever closes the screen would not know.
			done(error as Error);
			return;
		}
		// Never held back: what was not sent yet is in the next frame too.
		done();
	}

	#take(part: Part): void {
		switch (part.kind) {
			case 'frame':
				this.#frame = withoutMark(part.lines);
				this.#sheet = this.paper.sheet;
				this.#isDrawn = false;
				this.#inkCursor = {x: 0, y: part.lines.length - 1};
				if (this.#resizing && !this.#isTellingSize) this.#resizing.finish();
				break;
			case 'move':
				this.#inkCursor = {
					x: part.column ?? this.#inkCursor.x,
					y: Math.max(0, this.#inkCursor.y - part.up + part.down),
				};
				break;
			case 'cursor':
				this.#wantsCursor = part.visible;
				break;
			case 'synchronised':
				this.#isSynchronised = part.begins;
				break;
			case 'mode':
				this.#send(part.text);
				break;
			case 'alternate':
				this.#isAlternate = part.begins;
				this.#forget();
				this.#frame = [];
				this.#isDrawn = true;
				this.#wantsCursor = false;
				this.#seenCursor = undefined;
				this.#send(part.begins ? enterAlternate + hideCursor : `\u001b[?1049l${showCursor}`);
				break;
			case 'unknown':
				this.#send(part.text);
				this.#forget();
				this.#isDrawn = false;
				break;
		}
	}

	#send(text: string): void {
		this.#target.write(text);
	}

	/** The terminal may show anything from here on. */
	#forget(): void {
		this.#shown = new Array<undefined>(this.rows).fill(undefined);
		this.#isDrawn = false;
	}

	readonly #resize = () => {
		this.#blank = blankRow(this.columns);
		this.#composer = new Composer(this.columns, this.#table);
		this.#forget();
		if (!this.#resizing && this.#isAlternate) {
			const {promise, resolve} = Promise.withResolvers<void>();
			const finish = () => {
				clearTimeout(this.#resizing?.timer);
				this.#resizing = undefined;
				resolve();
			};
			const timer = setTimeout(() => {
				finish();
				this.#draw();
			}, resizePatience);
			this.#resizing = {timer, done: promise, finish};
		}
		this.#isTellingSize = true;
		this.emit('resize');
		this.#isTellingSize = false;
	};

	#draw(): void {
		// What waits here is drawn when the size has settled, or when the terminal has taken what it was sent.
		if (!this.#isAlternate || this.#resizing || this.#isBehind()) return;
		const cut = Math.max(0, this.#frame.length - this.rows);
		const changes = this.#isDrawn ? '' : this.#changes(this.#frame.slice(cut));
		this.#isDrawn = true;
		const cursor = this.#wantsCursor ? {x: this.#inkCursor.x, y: this.#inkCursor.y - cut} : undefined;
		const isCursorSame = cursor?.x === this.#seenCursor?.x && cursor?.y === this.#seenCursor?.y;
		if (changes === '' && isCursorSame) return;
		const before = this.#seenCursor ? hideCursor : '';
		const after = cursor ? `\u001b[${cursor.y + 1};${cursor.x + 1}H${showCursor}` : '';
		this.#seenCursor = cursor;
		this.#send(changes === '' ? before + after : beginSynchronised + before + changes + after + endSynchronised);
	}

	/** Whether the terminal has not taken everything yet; when it has, what is the latest by then is drawn. */
	#isBehind(): boolean {
		if (!this.#target.writableLength) return false;
		if (!this.#isWaiting)
			this.#target.write('', () => {
				this.#isWaiting = false;
				if (!this.#isSynchronised) this.#draw();
			});
		this.#isWaiting = true;
		return true;
	}

	/** What turns what the terminal shows into a frame of these lines. */
	#changes(lines: readonly string[]): string {
		if (this.#table.size > mostStyles) {
			this.#table = new StyleTable();
			this.#composer = new Composer(this.columns, this.#table);
			this.#forget();
		}
		const after = this.#composer.rows(lines, this.#sheet, this.rows);
		if (!after.every((row) => row !== undefined)) {
			// Something in it that only the terminal understands.
			this.#forget();
			return clear + lines.join('\r\n') + this.#sheet.map(written).join('');
		}
		const changes = paint(this.#shown, after, this.#blank, this.#table);
		this.#shown = after;
		return changes;
	}
}
