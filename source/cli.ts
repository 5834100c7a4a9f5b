import {homedir} from 'node:os';
import {resolve} from 'node:path';
import type {GlobalValues} from './headless/global-options.ts';
import {type Invocation, readArguments} from './headless/program.ts';
import {reportFailure} from './headless/report-failure.ts';
import {hearStopping} from './headless/stopping.ts';
import type {Settings} from './settings/settings.ts';
import {version} from './version.ts';

/*
 * Chooses what the arguments ask for. Everything heavy is imported where it is needed: help knows no settings, a script no screen, the screen
 * no service until its first frame is drawn.
 */

const settingsOf = async (flags: GlobalValues): Promise<Settings> => {
	const {readSettings} = await import('./settings/settings.ts');
	return readSettings({flags, env: process.env, home: homedir()});
};

const runInfo = async (flags: GlobalValues): Promise<number> => {
	const settings = await settingsOf(flags);
	const [{describeProgram}, {printInfo}] = await Promise.all([import('./info.ts'), import('./headless/print-info.ts')]);
	await printInfo(await describeProgram(settings), flags.json === true, process);
	return 0;
};

const runEmulatorAlone = async ({options, flags}: Extract<Invocation, {face: 'emulator'}>): Promise<number> => {
	const {runEmulator} = await import('./emulator/command.ts');
	const {region, accountId, json} = flags;
	const data = typeof options.data === 'string' ? resolve(options.data) : undefined;
	const told = Object.entries({...options, region, accountId, json, data}).filter(([, value]) => value !== undefined);
	const {signal} = hearStopping(process);
	await runEmulator(Object.fromEntries(told), {signal, print: (line) => process.stdout.write(`${line}\n`)});
	return 0;
};

/** Does what was asked and gives the exit code. */
const run = async (invocation: Invocation): Promise<number> => {
	switch (invocation.face) {
		case 'text':
			process.stdout.write(invocation.stdout);
			process.stderr.write(invocation.stderr);
			return invocation.exitCode;
		case 'info':
			return runInfo(invocation.flags);
		case 'emulator':
			return runEmulatorAlone(invocation);
		default:
			return 0;
	}
};

/** The program: reads its arguments, chooses a face, sets the exit code. */
export const main = async (argv: readonly string[]): Promise<void> => {
	const columns = process.stdout.isTTY ? Math.min(process.stdout.columns, 100) : undefined;
	const invocation = readArguments(argv, version, columns);
	try {
		process.exitCode = await run(invocation);
	} catch (error) {
		const json = invocation.face !== 'text' && invocation.flags.json === true;
		process.exitCode = reportFailure(error, json, process);
	}
};
