import {fork} from 'node:child_process';
import {once} from 'node:events';

/** A catalog that another process has open: see catalog-process.ts. */
export type OtherProcess = {
	/** Does one thing there, as `call('jobs', 'list')`. */
	call<T>(noun: string, verb: string, ...takes: unknown[]): Promise<T>;
	/** Ends it as a power cut would. */
	kill(): Promise<void>;
	readonly pid: number;
};

/** Starts a process with a catalog open; `how` is put before it, as `unshare` is. */
export const otherProcess = async (
	path: string,
	how: {execPath?: string; execArgv?: string[]} = {},
): Promise<OtherProcess> => {
	const child = fork(new URL('./catalog-process.ts', import.meta.url), [path], {execArgv: [], ...how});
	const waiting = new Map<number, {resolve(value: unknown): void; reject(error: Error): void}>();
	let last = 0;
	child.on('message', (answer: 'ready' | {id: number; gives?: unknown; error?: string}) => {
		if (answer === 'ready') return;
		const {id, gives, error} = answer;
		if (error === undefined) waiting.get(id)?.resolve(gives);
		else waiting.get(id)?.reject(new Error(error));
		waiting.delete(id);
	});
	child.on('exit', () => {
		for (const {reject} of waiting.values()) reject(new Error('The other process has ended.'));
	});
	await once(child, 'message');
	return {
		pid: child.pid!,
		call: (noun, verb, ...takes) =>
			new Promise((resolve, reject) => {
				waiting.set(++last, {resolve: resolve as (value: unknown) => void, reject});
				child.send({id: last, noun, verb, takes}, (error) => error && reject(error));
			}),
		kill: async () => {
			if (child.exitCode !== null || child.signalCode !== null) return;
			child.kill('SIGKILL');
			await once(child, 'exit');
		},
	};
};
