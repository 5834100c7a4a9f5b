import type {MessagePort, Transferable, Worker} from 'node:worker_threads';
import {errorFromValue} from '../model/errors/errors.ts';
import {type ErrorValue, IceaxeError} from '../model/errors/iceaxe-error.ts';

type Question = {id: number; method: string; takes: readonly unknown[]};
/** An error without an id belongs to no question. */
type Answer = {id: number; gives: unknown} | {id: number | null; error: ErrorValue};

/** What a worker can do, by name. A method may be synchronous. */
export type Methods = Record<string, (...takes: never[]) => unknown>;

/** Answers questions that come through a port. Errors cross as values. */
export const serve = (port: MessagePort, methods: Methods, toError: (error: unknown) => ErrorValue): void => {
	const answer = async ({id, method, takes}: Question): Promise<Answer> => {
		try {
			const run = methods[method];
			if (!run) throw new Error(`The worker has no method ${method}.`);
			return {id, gives: await run(...(takes as readonly never[]))};
		} catch (error) {
			return {id, error: toError(error)};
		}
	};
	port.on('message', async (question: Question) => port.postMessage(await answer(question)));
};

/** Tells the other end of an error that belongs to no question. */
export const report = (port: MessagePort, error: ErrorValue): void => {
	port.postMessage({id: null, error} satisfies Answer);
};

/** The other end of {@link serve}. */
export interface Caller {
	/**
	 * Runs a method in the worker; `transfer` is given away to it.
	 * @throws IceaxeError what the method threw, or `bug` when the worker has died.
	 */
	call<T>(method: string, takes: readonly unknown[], transfer?: readonly Transferable[]): Promise<T>;
	/** Ends the worker; questions that are still open are rejected as cancelled. */
	end(): Promise<void>;
}

/**
 * Asks a worker. The worker keeps the process alive only while it has something to answer. `what` names it in the error of a call that
 * comes too late, such as `The catalog`.
 */
export const callWorker = (worker: Worker, what: string, onError: (error: ErrorValue) => void = () => {}): Caller => {
	const open = new Map<number, {resolve(value: unknown): void; reject(error: Error): void}>();
	let last = 0;
	let dead: IceaxeError | undefined;

	const die = (error: IceaxeError) => {
		dead ??= error;
		for (const {reject} of open.values()) reject(dead);
		open.clear();
	};
	worker.unref();
	worker.on('message', (answer: Answer) => {
		if (answer.id === null) {
			if ('error' in answer) onError(answer.error);
			return;
		}
		const waiting = open.get(answer.id);
		open.delete(answer.id);
		if (open.size === 0) worker.unref();
		if ('error' in answer) waiting?.reject(errorFromValue(answer.error));
		else waiting?.resolve(answer.gives);
	});
	worker.on('error', (cause) => {
		const error = new IceaxeError('bug', `${what} has died: ${(cause as Error).message}`, {cause});
		onError(error.value);
		die(error);
	});
	worker.on('exit', () => die(new IceaxeError('cancelled', `${what} is closed.`)));

	return {
		call: (method, takes, transfer = []) =>
			new Promise((resolve, reject) => {
				if (dead) return reject(dead);
				const id = ++last;
				open.set(id, {resolve: resolve as (value: unknown) => void, reject});
				worker.ref();
				worker.postMessage({id, method, takes} satisfies Question, transfer);
			}),
		end: async () => {
			await worker.terminate();
		},
	};
};
