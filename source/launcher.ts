#!/usr/bin/env node
import {spawn} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import module from 'node:module';
import {homedir} from 'node:os';
import {join} from 'node:path';

/*
 * The program's first lines, which any Node from 18 on can read. On a Node that can run iceaxe it starts it. On an older one it runs
 * itself again with the `node` package's binary, where that is installed, and steps out of the way as far as a process can.
 */

/** The oldest Node that iceaxe runs on: `node:sqlite` without a flag. */
const oldest = [22, 13] as const;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** What the program ends with when its terminal is gone. */
const hangUpCode = 129;

/** Set for a process that was started by an older Node's launcher. */
const launchedMark = 'ICEAXE_LAUNCHED';

const isNewEnough = (version: string): boolean => {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
};

/** The binary of the `node` package beside the program, if it is there and new enough. */
const packagedNode = (): string | undefined => {
	try {
		const manifest = module.createRequire(import.meta.url).resolve('node/package.json');
		const {version} = JSON.parse(readFileSync(manifest, 'utf8')) as {version: string};
		const binary = join(manifest, '..', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
		return isNewEnough(version) && existsSync(binary) ? binary : undefined;
	} catch {
		return undefined;
	}
};

/**
 * Runs the program with another Node, in the same terminal and process group, so that ^Z and a closed terminal reach it as ever. What a
 * signal means is the other's to decide. ^C reaches it twice, from the terminal and from here: it takes two within a moment for one.
 */
const runWith = (binary: string): void => {
	const child = spawn(binary, process.argv.slice(1), {
		// The channel carries nothing. It ends when this process does, however that happens.
		stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
		env: {...process.env, [launchedMark]: '1'},
	});
	let hungUp = false;
	for (const signal of signals) {
		process.on(signal, () => {
			hungUp ||= signal === 'SIGHUP';
			child.kill(signal);
		});
	}
	child.on('error', (error) => {
		process.stderr.write(`iceaxe could not start ${binary}: ${error.message}\n`);
		process.exit(1);
	});
	child.on('exit', (code, signal) => {
		// An older Node that ends in its usual way gives its terminal back, and breaks when there is none any more.
		const by = signal ?? (hungUp || code === hangUpCode ? 'SIGHUP' : null);
		if (by === null) process.exit(code ?? 1);
		process.removeAllListeners(by);
		process.kill(process.pid, by);
	});
};

/** Ends with the process that waits for this one, as if the terminal had been closed. */
const endWithLauncher = (): void => {
	delete process.env[launchedMark];
	process.on('disconnect', () => process.kill(process.pid, 'SIGHUP'));
	process.channel?.unref();
};

const start = async (): Promise<void> => {
	// Nothing but the program writes to the terminal; threads take this from the environment.
	process.removeAllListeners('warning');
	process.env.NODE_NO_WARNINGS = '1';
	if (process.env[launchedMark] !== undefined) endWithLauncher();
	if (process.env.NODE_COMPILE_CACHE === undefined) {
		const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
		module.enableCompileCache(join(cache, 'iceaxe'));
	}
	const {main} = await import('./cli.ts');
	await main(process.argv.slice(2));
};

if (isNewEnough(process.versions.node)) {
	await start();
} else {
	const binary = packagedNode();
	if (binary) {
		runWith(binary);
	} else {
		process.stderr.write(
			`iceaxe needs Node ${oldest.join('.')} or newer, and this is ${process.versions.node}: install a newer one from https://nodejs.org.\n`,
		);
		process.exit(1);
	}
}
