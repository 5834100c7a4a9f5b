import {parentPort} from 'node:worker_threads';
import {cancelled, toErrorValue} from '../../model/errors/errors.ts';
import {mebibyte} from '../../model/limits.ts';
import {TreeHasher} from '../../model/tree-hash.ts';
import {writePieces} from '../../platform/slices.ts';
import {hashBody, hashMemory, hashTree, type Turns} from './body-hasher.ts';
import type {HashReply, HashRequest, HashResult, HashTask, OpenFile} from './tasks.ts';

/** The program of a hashing thread: takes tasks, gives results. */
const port = parentPort!;
/** The chunks that are coming. */
const chunks = new Map<number, TreeHasher>();

/** Large tasks run at once, in turns; each needs a leaf's room of its own. */
const scratch = () => new Uint8Array(mebibyte);

const reply = (message: HashReply) => port.postMessage(message);

/** Tasks that are under way, and those of them whose answers are not wanted any more. */
const underWay = new Set<number>();
const unwanted = new Set<number>();

const runTurns = async <Result>(id: number, turns: Turns<Result>): Promise<Result> => {
	for (;;) {
		const {done, value} = turns.next();
		if (done) return value;
		await new Promise(setImmediate);
		if (unwanted.has(id)) throw cancelled();
	}
};

const perform = (id: number, task: HashTask): Promise<HashResult[HashTask['do']]> | HashResult[HashTask['do']] => {
	switch (task.do) {
		case 'body':
			return runTurns(id, hashBody(task.slice, task.into ?? scratch()));
		case 'memory':
			return runTurns(id, hashMemory(task.bytes));
		case 'tree':
			return runTurns(id, hashTree(task.slice, scratch()));
		case 'pieces': {
			const hasher = chunks.get(task.chunk) ?? new TreeHasher();
			chunks.set(task.chunk, hasher);
			for (const piece of task.pieces) hasher.update(piece);
			writePieces(task.file.fd, task.pieces, task.position);
			// Given back now: until the garbage collector of this thread saw a reason to look, there would be hundreds.
			for (const {buffer} of task.pieces) buffer.transfer(0);
			return null;
		}
		case 'end': {
			const hasher = chunks.get(task.chunk)!;
			chunks.delete(task.chunk);
			return hasher.digest();
		}
		case 'drop':
			chunks.delete(task.chunk);
			return null;
	}
};

const fileOf = (task: HashTask): OpenFile | undefined =>
	'slice' in task ? task.slice.file : 'file' in task ? task.file : undefined;

/** Errors of an open file name no path by themselves. */
const named = (error: unknown, task: HashTask): unknown =>
	error instanceof Error && 'code' in error && !('path' in error)
		? Object.assign(error, {path: fileOf(task)?.path})
		: error;

port.on('message', async (request: HashRequest) => {
	if ('cancel' in request) {
		if (underWay.has(request.cancel)) unwanted.add(request.cancel);
		return;
	}
	const {id, task} = request;
	underWay.add(id);
	try {
		reply({id, result: await perform(id, task)});
	} catch (error) {
		reply({id, error: toErrorValue(named(error, task))});
	} finally {
		underWay.delete(id);
		unwanted.delete(id);
	}
});
