import {spawn} from 'node:child_process';
import {once} from 'node:events';
import type {Figures} from './report.ts';

/** What the shell says of the time that a command took: of the clock, and of the processor for itself and for the system; seconds. */
const format = 'TIMEFORMAT="%R %U %S"';

const commands = {
	upload: (path: string) => ['upload-archive', '--vault-name', 'bench', '--body', path],
	download: (path: string) => ['get-job-output', '--vault-name', 'bench', '--job-id', 'job', `${path}.aws`],
};

/** The AWS command line doing the same: an upload in one request, a download in one, which verifies nothing. Undefined where there is none. */
export const aws = async (
	what: 'upload' | 'download',
	url: string,
	path: string,
): Promise<Pick<Figures, 'wall' | 'cpu'> | undefined> => {
	const argv = ['--endpoint-url', url, '--region', 'us-east-1', 'glacier', '--account-id', '-'];
	const [operation = '', ...rest] = commands[what](path);
	const script = `${format}; command -v aws >/dev/null && time aws "$@" >/dev/null`;
	const child = spawn('bash', ['-c', script, 'aws', ...argv.slice(0, 5), operation, ...argv.slice(5), ...rest], {
		stdio: ['ignore', 'ignore', 'pipe'],
		env: {...process.env, AWS_ACCESS_KEY_ID: 'AKIABENCHBENCHBENCH0', AWS_SECRET_ACCESS_KEY: 'a secret of no worth'},
	});
	const closed = once(child, 'close');
	let text = '';
	for await (const bytes of child.stderr) text += bytes;
	const [code] = await closed;
	const times = /(\d+\.\d+) (\d+\.\d+) (\d+\.\d+)\s*$/.exec(text);
	if (!times || code !== 0) return undefined;
	const [wall = 0, user = 0, system = 0] = times.slice(1).map(Number);
	return {wall, cpu: user + system};
};
