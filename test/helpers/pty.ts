import {EventEmitter} from 'node:events';
import {type IPty, spawn} from '@lydell/node-pty';
import type {Terminal as Xterm} from '@xterm/headless';
import {bytesOfKey} from './keys.ts';
import {linesOf, openXterm} from './screen.ts';
import {type Condition, type UntilOptions, untilShown} from './until-shown.ts';

export type PtyOptions = {
	/** Default 80. */
	columns?: number;
	/** Default 24. */
	rows?: number;
	cwd?: string;
	/** Added to an environment that says little: PATH, HOME, a terminal with colours, UTF-8. */
	env?: Record<string, string>;
};

/** How a program ended. */
export type Ending = {code: number; signal: number};

/** A program on a real pseudo-terminal, with the screen that it draws. */
export class Pty {
	readonly xterm: Xterm;
	/** Everything that the program wrote. */
	output = '';
	/** Resolves when the program has ended and everything it wrote is shown. */
	readonly ended: Promise<Ending>;
	readonly #pty: IPty;
	readonly #events = new EventEmitter().setMaxListeners(0);
	#hasEnded = false;

	constructor(file: string, parameters: readonly string[], {columns = 80, rows = 24, cwd, env}: PtyOptions = {}) {
		this.xterm = openXterm(columns, rows);
		this.#pty = spawn(file, [...parameters], {
			name: 'xterm-256color',
			cols: columns,
			rows,
			...(cwd === undefined ? {} : {cwd}),
			env: {
				PATH: process.env.PATH ?? '',
				HOME: process.env.HOME ?? '/',
				LC_ALL: 'C.UTF-8',
				TZ: 'UTC',
				COLORTERM: 'truecolor',
				NODE_ENV: 'production',
				...env,
			},
		});
		this.#pty.onData((data) => {
			this.output += data;
			this.xterm.write(data, () => this.#events.emit('shown'));
		});
		// What the terminal answers when the program asks it something.
		this.xterm.onData((answer) => {
			if (!this.#hasEnded) this.#pty.write(answer);
		});
		this.ended = new Promise((resolve) => {
			this.#pty.onExit(({exitCode, signal = 0}) => {
				this.#hasEnded = true;
				this.xterm.write('', () => resolve({code: exitCode, signal}));
			});
		});
	}

	get pid(): number {
		return this.#pty.pid;
	}

	/** The screen as text: its rows joined by line feeds, without blanks at the ends. */
	text(): string {
		return linesOf(this.xterm).join('\n');
	}

	/** Sends what a terminal would send. */
	write(text: string): void {
		this.#pty.write(text);
	}

	/** Presses keys by their names in the key table. Nothing is known of what they did: wait for it with `until`. */
	press(...names: string[]): void {
		this.write(names.map(bytesOfKey).join(''));
	}

	/** Gives the window another size. */
	resize(columns: number, rows: number): void {
		this.xterm.resize(columns, rows);
		this.#pty.resize(columns, rows);
	}

	/** Stops taking what the program writes, as when the connection stalls; `resume` goes on. */
	stall(): void {
		this.#pty.pause();
	}

	resume(): void {
		this.#pty.resume();
	}

	/** Resolves with the screen's text as soon as `condition` holds; see `untilShown`. */
	until(condition: Condition, options?: UntilOptions): Promise<string> {
		return untilShown(this.xterm, (listener) => this.#onShown(listener), condition, options);
	}

	#onShown(listener: () => void): () => void {
		this.#events.on('shown', listener);
		return () => this.#events.off('shown', listener);
	}

	/** Closes the window: the terminal is gone, and the program is told so. */
	hangUp(): void {
		this.#hasEnded = true;
		(this.#pty as IPty & {destroy(): void}).destroy();
	}

	/** Ends the program in whatever state it is. */
	[Symbol.dispose](): void {
		if (!this.#hasEnded) this.#pty.kill('SIGKILL');
	}
}

/** What a program may have left switched on. */
export type Leftovers = {
	buffer: 'normal' | 'alternate';
	cursor: 'shown' | 'hidden';
	bracketedPaste: boolean;
	focusReports: boolean;
	mouse: string;
};

/** The modes that a terminal is in. */
export const modesOf = (xterm: Xterm): Leftovers => {
	// Whether the cursor is shown is nowhere in its public interface.
	const {_core: core} = xterm as unknown as {_core: {coreService: {isCursorHidden: boolean}}};
	return {
		buffer: xterm.buffer.active.type,
		cursor: core.coreService.isCursorHidden ? 'hidden' : 'shown',
		bracketedPaste: xterm.modes.bracketedPasteMode,
		focusReports: xterm.modes.sendFocusMode,
		mouse: xterm.modes.mouseTrackingMode,
	};
};

/** The modes of a terminal that nobody has changed. */
export const untouched: Leftovers = {
	buffer: 'normal',
	cursor: 'shown',
	bracketedPaste: false,
	focusReports: false,
	mouse: 'none',
};
