import type {Socket} from 'node:net';

/** The longest line that is read, in bytes. A page of rows is some hundred kilobytes; more than this is not from us. */
const longestLine = 256 * 2 ** 20;

/** Writes one JSON value. Gives false when the other side reads more slowly than it is written to. */
export const writeLine = (socket: Socket, value: unknown): boolean =>
	socket.writable && socket.write(`${JSON.stringify(value)}\n`);

/**
 * Hands each JSON value that comes to `hear`, in order, until that gives false: then what follows is left in the socket, unread. A line that
 * is no JSON ends the connection.
 */
export const readLines = <Value>(socket: Socket, hear: (value: Value) => boolean | undefined): void => {
	let pieces: Buffer[] = [];
	let held = 0;
	const take = (bytes: Buffer): void => {
		for (let from = 0; ; ) {
			const end = bytes.indexOf(10, from);
			if (end < 0) {
				pieces.push(bytes.subarray(from));
				held += bytes.length - from;
				if (held > longestLine) socket.destroy();
				return;
			}
			pieces.push(bytes.subarray(from, end));
			const line = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
			pieces = [];
			held = 0;
			from = end + 1;
			if (hear(JSON.parse(line.toString('utf8')) as Value) === false) {
				socket.off('data', read);
				socket.pause();
				if (from < bytes.length) socket.unshift(bytes.subarray(from));
				return;
			}
		}
	};
	const read = (bytes: Buffer) => {
		try {
			take(bytes);
		} catch (error) {
			socket.destroy(error as Error);
		}
	};
	socket.on('data', read);
	socket.resume();
};
