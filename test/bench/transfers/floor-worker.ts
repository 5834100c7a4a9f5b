import {createHash} from 'node:crypto';
import {readSync, writeSync} from 'node:fs';
import {parentPort} from 'node:worker_threads';

/** A thread of the floor: reads a slice and hashes it twice, or writes a piece and hashes it once. Nothing else. */
const port = parentPort!;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

port.on(
	'message',
	({fd, offset, bytes, read}: {fd: number; offset: number; bytes: Uint8Array<ArrayBuffer>; read: boolean}) => {
		if (read) {
			readSync(fd, bytes, 0, bytes.length, offset);
			sha256(bytes);
		} else writeSync(fd, bytes, 0, bytes.length, offset);
		port.postMessage({hash: sha256(bytes), bytes}, [bytes.buffer]);
	},
);
