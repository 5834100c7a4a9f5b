import {EventEmitter} from 'node:events';
import {PassThrough, Writable} from 'node:stream';
import type {Terminal as Xterm} from '@xterm/headless';
import type {ReactNode} from 'react';
import {openTerminal, type TerminalOptions} from '../../source/tui/terminal/open-terminal.ts';
import type {Terminal} from '../../source/tui/terminal/terminal.ts';
import {bytesOfKey} from './keys.ts';
import {type Cell, cellsOf, linesOf, openXterm, pictureOf} from './screen.ts';
import {type Condition, type UntilOptions, untilShown} from './until-shown.ts';

/** Standard output that is a terminal without a window. */
class ScreenOutput extends Writable {
	readonly isTTY = true;
	readonly xterm: Xterm;
	/** How many bytes were written so far. */
	bytes = 0;
	/** Everything that was written, for a look at what was sent. */
	readonly written: string[] = [];
	#unparsed = 0;
	readonly #parsed = new EventEmitter().setMaxListeners(0);

	constructor(xterm: Xterm) {
		super({decodeStrings: false});
		this.xterm = xterm;
	}

	get columns() {
		return this.xterm.cols;
	}

	get rows() {
		return this.xterm.rows;
	}

	override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void) {
		const text = chunk.toString();
		this.bytes += Buffer.byteLength(text);
		this.written.push(text);
		this.#unparsed += 1;
		// The terminal driver turns a line feed into a new line as long as output processing is on.
		this.xterm.write(text.replaceAll(/\r?\n/g, '\r\n'), () => {
			this.#unparsed -= 1;
			if (this.#unparsed === 0) this.#parsed.emit('parsed');
		});
		done();
	}

	/** Resolves when the terminal shows everything that was written. */
	async shown() {
		while (this.#unparsed > 0) await new Promise((resolve) => this.#parsed.once('parsed', resolve));
	}

	/** Calls `listener` whenever the terminal shows something new, until the returned function is called. */
	onShown(listener: () => void) {
		this.#parsed.on('parsed', listener);
		return () => this.#parsed.off('parsed', listener);
	}
}

/** Standard input that tests write to. */
class KeyInput extends PassThrough {
	readonly isTTY = true;
	isRaw = false;
	setRawMode(isRaw: boolean) {
		this.isRaw = isRaw;
		return this;
	}
	ref() {
		return this;
	}
	unref() {
		return this;
	}
}

/** Options of a virtual terminal. */
export type VirtualTerminalOptions = Omit<TerminalOptions, 'stdin' | 'stdout' | 'stderr'> & {
	/** Default 120. */
	columns?: number;
	/** Default 40. */
	rows?: number;
};

/** A terminal in this process, with Ink drawing on it, keys going in and the screen coming out. */
export class VirtualTerminal {
	readonly xterm: Xterm;
	readonly stdout: ScreenOutput;
	readonly stdin = new KeyInput();
	readonly terminal: Terminal;

	constructor({columns = 120, rows = 40, ...options}: VirtualTerminalOptions = {}) {
		this.xterm = openXterm(columns, rows);
		this.stdout = new ScreenOutput(this.xterm);
		this.terminal = openTerminal({...options, stdin: this.stdin, stdout: this.stdout, stderr: new PassThrough()});
	}

	/** Draws `node` over the whole screen and resolves when it is shown. */
	async render(node: ReactNode): Promise<this> {
		this.terminal.render(node);
		await this.settled();
		return this;
	}

	/** Resolves when every key was heard and what React has to draw at the moment is shown. What is still awaited (a request, a timer) is not. */
	async settled(): Promise<void> {
		// What was written to a stream is read in a later turn.
		await new Promise(setImmediate);
		await this.terminal.keyboard.flush();
		await this.terminal.settled();
		await this.stdout.shown();
	}

	/** The screen as text: its rows joined by line feeds, without blanks at the ends. */
	text(): string {
		return linesOf(this.xterm).join('\n');
	}

	/** The screen's rows, without blanks at the ends. */
	lines(): string[] {
		return linesOf(this.xterm);
	}

	/** The cell in column `x` of row `y`, both from 0. */
	cell(x: number, y: number): Cell {
		return cellsOf(this.xterm)[y]![x]!;
	}

	/**
	 * The first cell of the first place where `text` stands.
	 * @throws when it does not stand anywhere.
	 */
	cellAt(text: string): Cell {
		const rows = cellsOf(this.xterm);
		for (const row of rows) {
			const line = row.map((cell) => cell.text);
			for (let x = 0; x < line.length; x++) if (line.slice(x).join('').startsWith(text)) return row[x]!;
		}
		throw new Error(`«${text}» is not on the screen:\n${this.text()}`);
	}

	/** The screen for a golden frame (helpers/golden.ts); with `styles`, a second picture that marks them. */
	frame(options?: {styles?: boolean}): string {
		return pictureOf(this.xterm, options);
	}

	/** Presses keys by their names in the key table, one after the other, each in a read of its own; resolves when the screen shows what they did. */
	async press(...names: string[]): Promise<void> {
		for (const name of names) {
			this.stdin.write(bytesOfKey(name));
			await this.settled();
		}
	}

	/** Presses keys that arrive glued together in one read, as over a slow link. */
	async pressGlued(...names: string[]): Promise<void> {
		this.stdin.write(names.map(bytesOfKey).join(''));
		await this.settled();
	}

	/** Types text, one key after the other. */
	async type(text: string): Promise<void> {
		for (const {segment} of new Intl.Segmenter('en').segment(text))
			await this.press(segment === ' ' ? 'space' : segment);
	}

	/** Pastes text as a terminal with bracketed paste does. */
	async paste(text: string): Promise<void> {
		this.stdin.write(`\u001b[200~${text.replaceAll('\n', '\r')}\u001b[201~`);
		await this.settled();
	}

	/** Gives the window another size; resolves when the screen has followed. */
	async resize(columns: number, rows: number): Promise<void> {
		this.xterm.resize(columns, rows);
		this.stdout.emit('resize');
		await this.settled();
	}

	/**
	 * Resolves with the screen's text as soon as `condition` holds. Looks again whenever something new is shown, so it never sleeps.
	 * @throws after `options.timeout` milliseconds (default 30,000), with the screen as it is then.
	 */
	async until(condition: Condition, options?: UntilOptions): Promise<string> {
		await this.settled();
		return untilShown(this.xterm, this.stdout.onShown.bind(this.stdout), condition, options);
	}

	/** How many bytes were written so far; a mark for `bytesSince`. */
	get bytes(): number {
		return this.stdout.bytes;
	}

	/** How many bytes were written since `mark`, an earlier value of `bytes`. */
	bytesSince(mark: number): number {
		return this.stdout.bytes - mark;
	}

	/** Takes the screen down. */
	close(): void {
		this.terminal.close();
	}

	[Symbol.dispose](): void {
		this.close();
	}
}

/** Draws `node` on a new virtual terminal. `using screen = await renderScreen(<App/>)` takes it down at the end. */
export const renderScreen = (node: ReactNode, options?: VirtualTerminalOptions): Promise<VirtualTerminal> =>
	new VirtualTerminal(options).render(node);
