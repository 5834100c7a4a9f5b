import {render as renderInk} from 'ink';
import {createElement} from 'react';
import {createAttention} from './attention.ts';
import {Bridge, type InkHold} from './bridge.ts';
import {detectCapabilities, type Environment} from './capabilities.ts';
import {copyText} from './clipboard.ts';
import {Differ} from './differ/differ.ts';
import {PaperMark} from './differ/paper-mark.tsx';
import {atExit} from './exit.ts';
import {createKeyboard, type InputStream} from './input/keyboard.ts';
import {createModes} from './modes.ts';
import {neverBlock, taken} from './never-block.ts';
import {type NotifyMode, noticeSequence} from './notify.ts';
import {sayAfterwards, takeStrayOutput} from './stray-output.ts';
import {askForSize, onContinued, stopUntilForeground} from './suspend.ts';
import type {ScreenStream, Terminal} from './terminal.ts';
import {TerminalContext} from './terminal-context.ts';

/** Where the screen is, and how it is to be drawn. */
export type TerminalOptions = {
	/** Default: this process's. */
	stdin?: InputStream;
	stdout?: ScreenStream;
	stderr?: NodeJS.WritableStream;
	env?: Environment;
	/** Leaves the drawing to Ink alone, for a terminal that our shortest way confuses; costs bytes. */
	plain?: boolean;
	/** Nothing but ASCII on the screen, whatever the locale says. */
	ascii?: boolean;
	/** How a person is told that something is done. */
	notify?: NotifyMode;
	/** Whether the terminal is told how far the transfers are: `auto` when it is known to have an indicator for that. */
	progress?: 'auto' | 'on' | 'off';
	/** Takes what anybody else prints while the screen is up. Without it, it is said on standard error when the screen is down. */
	onStray?: (text: string) => void;
	/** Milliseconds, from anywhere; for whether somebody is watching. */
	now?: () => number;
};

/** How often what happens by itself is drawn at most. What a person did is drawn at once. */
const maxFps = 60;

/** Opens the terminal for a full screen: alternate buffer, raw keys. Nothing is drawn or read before `render`. */
export const openTerminal = ({
	stdin = process.stdin,
	stdout = process.stdout,
	stderr = process.stderr,
	env = process.env,
	plain = false,
	ascii = false,
	notify = 'auto',
	progress = 'auto',
	onStray,
	now = () => performance.now(),
}: TerminalOptions = {}): Terminal => {
	const write = (text: string) => {
		stdout.write(text);
	};
	const capabilities = detectCapabilities(env, {ascii, progress});
	const keyboard = createKeyboard(
		stdin,
		async () => hold?.rendered(),
		() => void ink?.waitUntilRenderFlush(),
	);
	const modes = createModes(write, {...capabilities, now});
	const attention = createAttention(now);
	const differ = plain ? undefined : new Differ(stdout);
	const isOurs = stdout === process.stdout;
	const undo: (() => void)[] = [];
	let ink: ReturnType<typeof renderInk> | undefined;
	let hold: InkHold | undefined;
	let isLent = false;
	let isClosed = false;

	const onHold = (given: InkHold | undefined) => {
		hold = given;
	};

	const enter = () => {
		keyboard.start();
		modes.enter();
	};

	const leave = () => {
		keyboard.stop();
		modes.leave();
	};

	/** Somebody stopped us with the screen up, and the shell has set the terminal to its own ways since. */
	const recover = () => {
		if (isLent || isClosed) return;
		leave();
		write('\u001b[?1049h\u001b[?25l');
		enter();
		askForSize();
		terminal.redraw();
	};

	const start = () => {
		undo.push(
			keyboard.listen((event) => {
				attention.notice(event);
				return undefined;
			}),
		);
		if (isOurs)
			undo.push(
				takeStrayOutput(onStray ?? sayAfterwards(stderr)),
				onContinued(recover),
				atExit(() => terminal.close()),
				neverBlock(process.stdout),
			);
		enter();
	};

	const terminal: Terminal = {
		capabilities,
		keyboard,
		paper: differ?.paper,
		setTitle: modes.setTitle,
		setProgress: modes.setProgress,
		setMouse: modes.setMouse,
		render: (node) => {
			const mark = differ && createElement(PaperMark, {paper: differ.paper});
			const bridge = createElement(Bridge, {onHold}, node, mark);
			const screen = createElement(TerminalContext, {value: terminal}, bridge);
			if (ink) return ink.rerender(screen);
			start();
			ink = renderInk(screen, {
				stdin,
				stdout: differ ?? stdout,
				stderr,
				alternateScreen: true,
				// An input of its own for ^C: it asks first while transfers run.
				exitOnCtrlC: false,
				patchConsole: false,
				incrementalRendering: plain,
				interactive: true,
				maxFps,
			});
		},
		redraw: () => {
			if (differ) return differ.redraw();
			ink?.clear();
			write('\u001b[H\u001b[J');
			stdout.emit('resize');
		},
		copy: (text) => copyText(text, {write, multiplexer: capabilities.multiplexer}),
		notify: (notice) => {
			const sequence = attention.isWatching() ? '' : noticeSequence(notice, notify, capabilities);
			if (sequence && !isLent) write(sequence);
			return sequence !== '';
		},
		suspend: () => terminal.lend(stopUntilForeground),
		lend: async (use) => {
			if (!hold || isLent) return;
			const {suspendTerminal} = hold;
			isLent = true;
			leave();
			try {
				await suspendTerminal(async () => {
					try {
						await use();
					} finally {
						isLent = false;
						if (!isClosed) enter();
						if (isOurs) askForSize();
					}
				});
			} finally {
				isLent = false;
			}
		},
		settled: async () => {
			await ink?.waitUntilRenderFlush();
			await differ?.settled();
		},
		close: () => {
			if (isClosed) return;
			isClosed = true;
			let failed = false;
			leave();
			try {
				ink?.unmount();
			} catch {
				failed = true;
			}
			// What ended the screen may stand in the way of its last drawing too; the terminal is given back all the same.
			if (failed || differ?.errored) write('\u001b[?25h\u001b[?1049l');
			differ?.release();
			for (const act of undo.splice(0).toReversed()) act();
		},
		closed: async () => {
			try {
				return await ink?.waitUntilExit();
			} finally {
				terminal.close();
				await taken(stdout);
			}
		},
	};
	return terminal;
};
