import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {expect} from 'vitest';

const frames = join(import.meta.dirname, '../frames');

/** Set to anything, the golden frames are written anew from what is drawn now: `UPDATE_FRAMES=1 npx vitest …`, then read the difference. */
const updating = Boolean(process.env.UPDATE_FRAMES);

/**
 * Compares a frame with the golden one, `test/frames/<name>.txt`.
 * @throws when they differ, or when there is no golden one yet.
 */
export const expectFrame = (name: string, frame: string): void => {
	const path = join(frames, `${name}.txt`);
	if (updating) {
		mkdirSync(dirname(path), {recursive: true});
		writeFileSync(path, frame);
		return;
	}
	if (!existsSync(path))
		throw new Error(`There is no frame ${name} yet. Look at this one, then write it with UPDATE_FRAMES=1:\n${frame}`);
	expect(frame, `test/frames/${name}.txt`).toBe(readFileSync(path, 'utf8'));
};
