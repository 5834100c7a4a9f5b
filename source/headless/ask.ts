import {createInterface} from 'node:readline/promises';
import type {Tools} from '../commands/command.ts';
import {invalidInput} from '../model/errors/errors.ts';
import type {Notes} from './notes.ts';
import type {Streams} from './streams.ts';

/**
 * How the scripting face asks. What costs is shown in any case and asked for on a terminal, where the answer is no unless it is yes; a script
 * goes on, because it cannot answer and what it asked for is written in it. What cannot be undone needs `--yes`, or on a terminal the name.
 */
export const createConfirm =
	(streams: Streams, notes: Notes, yes: boolean, signal: AbortSignal): Tools['confirm'] =>
	async ({title, lines, effect, typed}) => {
		notes.show('');
		if (effect === 'costs') notes.say([title, ...lines.map((line) => `  ${line}`)].join('\n'));
		if (yes || effect === 'none') return true;
		const terminal = streams.stdin.isTTY === true && streams.stderr.isTTY === true;
		if (effect === 'costs') {
			return terminal ? /^y(es)?$/i.test(await ask(streams, 'Go on? [y/N] ', signal)) : true;
		}
		if (!terminal) throw invalidInput(`${title}: this cannot be undone.`, 'Say --yes if it is meant.');
		notes.say([title, ...lines.map((line) => `  ${line}`)].join('\n'));
		return (await ask(streams, `Type ${typed ?? 'yes'} to go on: `, signal)) === (typed ?? 'yes');
	};

/** Asks for the code of an MFA device, where somebody can answer. */
export const askForCode = (streams: Streams, signal: AbortSignal): ((device: string) => Promise<string>) | undefined =>
	streams.stdin.isTTY === true && streams.stderr.isTTY === true
		? (device) => ask(streams, `Code of the MFA device ${device}: `, signal)
		: undefined;

/** The line that was typed, without white space around it; empty at the end of the input. */
const ask = async ({stdin, stderr}: Streams, question: string, signal: AbortSignal): Promise<string> => {
	const lines = createInterface({input: stdin, output: stderr});
	try {
		// ^C in a question would otherwise end only the question.
		lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
		const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
		return (await Promise.race([lines.question(question, {signal}), closed])).trim();
	} finally {
		lines.close();
	}
};
