import {spawn} from 'node:child_process';
import type {Capabilities} from './capabilities.ts';
import {throughMultiplexer} from './passthrough.ts';

/** How copying went: by whom it was taken, or why not. A terminal takes it without an answer, so `sent` is all that can be said. */
export type CopyResult =
	| {outcome: 'copied'; by: 'tmux'}
	| {outcome: 'sent'; by: 'terminal'}
	| {outcome: 'too-large'; bytes: number; most: number};

/** xterm takes 100,000 characters in one sequence, of which base64 leaves three quarters. */
const mostBytes = 74_000;

/** Runs `command` with `input`; whether it succeeded. */
export type RunWithInput = (command: string, parameters: string[], input: string) => Promise<boolean>;

const runWithInput: RunWithInput = (command, parameters, input) =>
	new Promise((resolve) => {
		const child = spawn(command, parameters, {stdio: ['pipe', 'ignore', 'ignore'], timeout: 2_000});
		child.on('error', () => resolve(false));
		child.on('close', (code) => resolve(code === 0));
		child.stdin.on('error', () => {});
		child.stdin.end(input);
	});

/** Puts `text` into the clipboard of the machine that the person sits at, also over SSH. */
export const copyText = async (
	text: string,
	{
		write,
		multiplexer,
		run = runWithInput,
	}: {
		write: (text: string) => void;
		multiplexer: Capabilities['multiplexer'];
		run?: RunWithInput;
	},
): Promise<CopyResult> => {
	const bytes = Buffer.byteLength(text);
	if (bytes > mostBytes) return {outcome: 'too-large', bytes, most: mostBytes};
	// tmux keeps it in a buffer of its own, and with -w hands it to the terminal it is attached from, whichever that is by now.
	if (multiplexer === 'tmux' && (await run('tmux', ['load-buffer', '-w', '-'], text)))
		return {outcome: 'copied', by: 'tmux'};
	const sequence = `\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`;
	write(throughMultiplexer(sequence, multiplexer));
	return {outcome: 'sent', by: 'terminal'};
};
