import {Worker} from 'node:worker_threads';
import {errorFromValue, toErrorValue} from '../../model/errors/errors.ts';
import {workerUrl} from '../../platform/worker-url.ts';
import type {HashReply, HashRequest, HashResult, HashTask} from './tasks.ts';

type Waiting = {resolve(result: never): void; reject(error: Error): void};

/** One hashing thread, started when it gets its first task. */
export class HashThread {
	#worker: Worker | undefined;
	readonly #waiting = new Map<number, Waiting>();
	#lastId = 0;

	/** Tasks that it has not answered yet. */
	get load(): number {
		return this.#waiting.size;
	}

	/**
	 * Does a task. `gifts` are given away. When the signal aborts, a large task ends early; only when this settles, it has ended.
	 * @throws IceaxeError
	 */
	run<T extends HashTask>(
		task: T,
		{gifts = [], signal}: {gifts?: readonly ArrayBuffer[]; signal?: AbortSignal} = {},
	): Promise<HashResult[T['do']]> {
		const worker = this.#started();
		const id = ++this.#lastId;
		const cancel = () => worker.postMessage({cancel: id} satisfies HashRequest);
		signal?.addEventListener('abort', cancel, {once: true});
		const answer = new Promise<HashResult[T['do']]>((resolve, reject) => {
			// A process that waits for a hash must not end; one that does not wait may.
			if (this.#waiting.size === 0) worker.ref();
			this.#waiting.set(id, {resolve, reject});
			worker.postMessage({id, task} satisfies HashRequest, [...new Set(gifts)]);
		});
		return answer.finally(() => signal?.removeEventListener('abort', cancel));
	}

	async close(): Promise<void> {
		const worker = this.#worker;
		this.#worker = undefined;
		await worker?.terminate();
		this.#failAll(new Error('The hashing thread was closed.'));
	}

	#started(): Worker {
		if (this.#worker) return this.#worker;
		const worker = new Worker(workerUrl('hash-worker'), {
			name: 'hashing',
			resourceLimits: {maxYoungGenerationSizeMb: 4},
		});
		worker.on('message', (reply: HashReply) => this.#settle(reply));
		worker.on('error', (error) => {
			if (this.#worker === worker) this.#worker = undefined;
			this.#failAll(errorFromValue(toErrorValue(error)));
		});
		worker.unref();
		this.#worker = worker;
		return worker;
	}

	#settle(reply: HashReply): void {
		const waiting = this.#waiting.get(reply.id);
		this.#waiting.delete(reply.id);
		if (this.#waiting.size === 0) this.#worker?.unref();
		if ('error' in reply) waiting?.reject(errorFromValue(reply.error));
		else waiting?.resolve(reply.result as never);
	}

	#failAll(error: Error): void {
		for (const {reject} of this.#waiting.values()) reject(error);
		this.#waiting.clear();
	}
}
