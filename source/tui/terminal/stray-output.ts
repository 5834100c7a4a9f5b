import {Console} from 'node:console';
import {Writable} from 'node:stream';

const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const;

/**
 * While the screen is up, nobody else may write to the terminal. Takes what libraries and Node itself print (`console`, warnings,
 * standard error) to `onStray` instead, until the returned function is called.
 */
export const takeStrayOutput = (onStray: (text: string) => void): (() => void) => {
	const sink = new Writable({
		decodeStrings: false,
		write: (chunk: string | Buffer, _encoding, done) => {
			onStray(chunk.toString().trimEnd());
			done();
		},
	});
	const quiet = new Console(sink);
	const originals = Object.fromEntries(methods.map((method) => [method, console[method]]));
	for (const method of methods) console[method] = quiet[method].bind(quiet);

	const warningListeners = process.listeners('warning');
	const onWarning = (warning: Error) => onStray(`${warning.name}: ${warning.message}`);
	process.removeAllListeners('warning').on('warning', onWarning);

	const {stderr} = process;
	const writeError = stderr.write;
	// Elsewhere (a file, a pipe) standard error disturbs no screen.
	if (stderr.isTTY)
		stderr.write = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
			onStray(
				Buffer.from(chunk as string)
					.toString()
					.trimEnd(),
			);
			const done = rest.findLast((parameter) => typeof parameter === 'function');
			if (done) process.nextTick(done);
			return true;
		}) as typeof stderr.write;

	return () => {
		Object.assign(console, originals);
		process.off('warning', onWarning);
		for (const listener of warningListeners) process.on('warning', listener);
		stderr.write = writeError;
	};
};

/** More than that nobody reads. */
const mostLines = 50;

/** Keeps what is printed and says it on `stderr` when the process ends. */
export const sayAfterwards = (stderr: NodeJS.WritableStream): ((text: string) => void) => {
	const kept: string[] = [];
	return (text) => {
		if (kept.length === 0) process.once('exit', () => stderr.write(`${kept.join('\n')}\n`));
		if (kept.length < mostLines) kept.push(text);
	};
};
