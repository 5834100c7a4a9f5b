import {render as renderInk} from 'ink';
import {createElement} from 'react';
import {Differ} from './differ/differ.ts';
import {createKeyboard, type InputStream} from './input/keyboard.ts';
import type {ScreenStream, Terminal} from './terminal.ts';
import {TerminalContext} from './terminal-context.ts';

/** Where the screen is, and how it is to be drawn. */
export type TerminalOptions = {
	stdin?: InputStream;
	stdout?: ScreenStream;
	stderr?: NodeJS.WritableStream;
	/** Leaves the drawing to Ink alone. For terminals that our shortest way confuses; costs bytes. */
	plain?: boolean;
};

/** Opens the terminal for a full screen: alternate buffer, raw keys. Nothing is drawn before `render`. */
export const openTerminal = ({
	stdin = process.stdin,
	stdout = process.stdout,
	stderr = process.stderr,
	plain = false,
}: TerminalOptions = {}): Terminal => {
	const keyboard = createKeyboard(stdin);
	const differ = plain ? undefined : new Differ(stdout);
	let ink: ReturnType<typeof renderInk> | undefined;

	const terminal: Terminal = {
		keyboard,
		render: (node) => {
			const wrapped = createElement(TerminalContext, {value: terminal}, node);
			if (ink) return ink.rerender(wrapped);
			keyboard.start();
			ink = renderInk(wrapped, {
				stdin,
				stdout: differ ?? stdout,
				stderr,
				alternateScreen: true,
				exitOnCtrlC: false,
				patchConsole: stdout === process.stdout,
				incrementalRendering: plain,
				interactive: true,
				maxFps: 60,
			});
		},
		redraw: () => differ?.redraw(),
		settled: async () => {
			await ink?.waitUntilRenderFlush();
			await differ?.settled();
		},
		close: () => {
			keyboard.stop();
			ink?.unmount();
		},
		closed: async () => {
			try {
				return await ink?.waitUntilExit();
			} finally {
				keyboard.stop();
			}
		},
	};
	return terminal;
};
