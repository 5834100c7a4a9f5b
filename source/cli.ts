import {resolve} from 'node:path';
import {type Invocation, readArguments} from './headless/program.ts';
import {hearStopping} from './headless/stopping.ts';
import {version} from './version.ts';

const runEmulatorFace = async ({options, flags}: Extract<Invocation, {face: 'emulator'}>): Promise<number> => {
	const {runEmulator} = await import('./emulator/command.ts');
	const {region, accountId, json} = flags as {region?: string; accountId?: string; json?: boolean};
	const told = {
		...options,
		region,
		accountId,
		json,
		data: options.data === undefined ? undefined : resolve(options.data as string),
	};
	const given = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
	const {signal} = hearStopping(process);
	await runEmulator(given, {signal, print: (line) => process.stdout.write(`${line}\n`)});
	return 0;
};

/** Does what the arguments ask and gives the exit code. */
const run = async (invocation: Invocation): Promise<number> => {
	switch (invocation.face) {
		case 'text':
			process.stdout.write(invocation.stdout);
			process.stderr.write(invocation.stderr);
			return invocation.exitCode;
		case 'emulator':
			return runEmulatorFace(invocation);
		default:
			return 0;
	}
};

/** The program: reads its arguments, chooses a face, sets the exit code. */
export const main = async (argv: readonly string[]): Promise<void> => {
	const columns = process.stdout.isTTY ? Math.min(process.stdout.columns, 100) : undefined;
	process.exitCode = await run(readArguments(argv, version, columns));
};
