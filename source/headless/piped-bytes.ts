import {invalidInput} from '../model/errors/errors.ts';
import {IceaxeError} from '../model/errors/iceaxe-error.ts';
import {commandOutput} from '../platform/producer.ts';
import type {Notes} from './notes.ts';
import type {Streams} from './streams.ts';

const unreadable = (error: unknown) =>
	new IceaxeError('producer', `Standard input cannot be read: ${(error as Error).message}.`, {
		hint: 'Nothing of it is in the vault.',
		cause: error,
	});

async function* inputBytes(stdin: Streams['stdin'], signal: AbortSignal): AsyncGenerator<Uint8Array> {
	// A read that waits for a producer which says nothing ends only so.
	const stop = () => stdin.destroy();
	signal.addEventListener('abort', stop, {once: true});
	try {
		for await (const piece of stdin) yield piece as Buffer;
		signal.throwIfAborted();
	} catch (error) {
		signal.throwIfAborted();
		throw unreadable(error);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}

/**
 * The bytes that a person pipes in, or those that a command prints; what it says on standard error is passed on.
 * @throws IceaxeError `invalid-input` at once when nothing is piped in
 */
export const pipedBytes =
	({stdin}: Pick<Streams, 'stdin'>, notes: Notes) =>
	(command: string | null, signal: AbortSignal): AsyncIterable<Uint8Array> => {
		if (command !== null) return commandOutput(command, {onLine: notes.say, signal});
		if (stdin.isTTY !== true) return inputBytes(stdin, signal);
		throw invalidInput(
			'Nothing comes through a pipe: standard input is a terminal.',
			'`tar c /srv | iceaxe archives upload -` uploads what tar writes; --command runs it.',
		);
	};
