import {execFile, spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';

/** What a command of the AWS command line said. */
export type AwsAnswer = {code: number; out: string; error: string};

/** Runs commands of the AWS command line, one after the other. */
export type AwsCommandLine = {run(...args: string[]): Promise<AwsAnswer>; close(): Promise<void>};

const imports = (python: string): boolean => spawnSync(python, ['-c', 'import awscli']).status === 0;

/** How the AWS command line can be run here; `undefined` when it cannot. */
export const findAws = (): 'python' | 'program' | undefined => {
	if (imports('python3')) return 'python';
	return spawnSync('aws', ['--version']).status === 0 ? 'program' : undefined;
};

/** Starts it with an environment, in a process for all commands where its Python can be used. */
export const startAws = (kind: 'python' | 'program', env: Record<string, string>): AwsCommandLine => {
	const all = {PATH: process.env.PATH, HOME: process.env.HOME, ...env};
	if (kind === 'program') {
		return {
			run: (...args) =>
				new Promise((resolve) => {
					execFile('aws', args, {env: all}, (error, out, complaint) =>
						resolve({code: error ? Number(error.code ?? 1) : 0, out, error: complaint}),
					);
				}),
			close: async () => {},
		};
	}
	const driver = fileURLToPath(new URL('aws-driver.py', import.meta.url));
	const child = spawn('python3', [driver], {env: all, stdio: ['pipe', 'pipe', 'inherit']});
	const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
	return {
		run: async (...args) => {
			child.stdin.write(`${JSON.stringify(args)}\n`);
			const {value} = await lines.next();
			if (value === undefined) throw new Error('The AWS command line ended.');
			return JSON.parse(value);
		},
		close: async () => {
			child.stdin.end();
			await once(child, 'exit');
		},
	};
};
