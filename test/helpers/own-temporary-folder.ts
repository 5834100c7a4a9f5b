import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/**
 * Gives a whole run of the tests one temporary folder, in which theirs are made, and removes it at the end, whatever was left in it. Its name is
 * short: a socket's path may have 107 characters.
 */
export default (): (() => void) => {
	const before = process.env.TMPDIR;
	const folder = mkdtempSync(join(tmpdir(), 'ice-'));
	process.env.TMPDIR = folder;
	return () => {
		if (before === undefined) delete process.env.TMPDIR;
		else process.env.TMPDIR = before;
		rmSync(folder, {recursive: true, force: true, maxRetries: 5});
	};
};
