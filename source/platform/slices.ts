import {readSync, writeSync, writevSync} from 'node:fs';
import {mismatch} from '../model/errors/errors.ts';

/**
 * Fills `into` with the bytes of an open file from `position` on. Blocks: for threads that do nothing else.
 * @throws IceaxeError `mismatch` when the file ends before; the system's error otherwise.
 */
export const readExactly = (fd: number, into: Uint8Array, position: number): void => {
	for (let at = 0; at < into.length; ) {
		const read = readSync(fd, into, at, into.length - at, position + at);
		if (read === 0) throw mismatch('The file became shorter while it was read.');
		at += read;
	}
};

/** Writes pieces one after the other from `position` on, whole. Blocks: for threads that do nothing else. */
export const writePieces = (fd: number, pieces: readonly Uint8Array[], position: number): void => {
	let written = writevSync(fd, pieces, position);
	let at = position;
	for (const piece of pieces) {
		// A disk that is nearly full takes less than it was given; the next attempt tells why.
		for (let done = Math.min(written, piece.length); done < piece.length; ) {
			done += writeSync(fd, piece, done, piece.length - done, at + done);
		}
		written = Math.max(0, written - piece.length);
		at += piece.length;
	}
};
