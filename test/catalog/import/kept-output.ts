import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {KeptOutput} from '../../../source/catalog/import/kept-output.ts';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'iceaxe-'));
});
afterAll(() => rmSync(folder, {recursive: true}));

const portions = ['first portion', 'x'.repeat(70), 'the last'];
const headLength = 8;
/** Where each portion ends in the file. */
const ends = portions.map((_, at) =>
	portions.slice(0, at + 1).reduce((sum, text) => sum + headLength + text.length, 0),
);

const open = <T>(path: string, work: (kept: KeptOutput) => T): T => {
	const kept = new KeptOutput(path);
	try {
		return work(kept);
	} finally {
		kept.close();
	}
};
const read = (kept: KeptOutput) => [...kept.portions()].map(String);

/** What a failing power leaves of bytes that were written and not synced. */
const damages: Record<string, (bytes: Buffer, from: number) => Buffer> = {
	'is not there': (bytes, from) => bytes.subarray(0, from),
	'is all zeros': (bytes, from) => bytes.fill(0, from),
	'is of another file': (bytes, from) => bytes.fill('#', from),
	'is one wrong bit': (bytes, from) => {
		bytes[from]! ^= 1;
		return bytes;
	},
};

describe('what was kept of an output', () => {
	it.each(Object.keys(damages))('is whole up to the portion of which something %s, and goes on after it', (damage) => {
		const path = join(folder, damage);
		open(path, (kept) => {
			expect(read(kept)).toEqual([]);
			for (const text of portions) kept.add(Buffer.from(text));
		});
		const whole = readFileSync(path);
		expect(whole.length).toBe(ends.at(-1));
		expect(open(path, read)).toEqual(portions);
		for (let from = 0; from < whole.length; from++) {
			writeFileSync(path, damages[damage]!(Buffer.from(whole), from));
			const left = portions.filter((_, at) => ends[at]! <= from);
			open(path, (kept) => {
				expect(read(kept)).toEqual(left);
				kept.add(Buffer.from('fetched again'));
			});
			expect(open(path, read)).toEqual([...left, 'fetched again']);
		}
	});
});
