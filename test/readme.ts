import {existsSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {expect, it} from 'vitest';
import {readmePath, withTables} from '../media/readme.ts';

const readme = readFileSync(readmePath, 'utf8');

it('has the keys and commands of the program: npm run docs writes them', () => {
	expect(readme).toBe(withTables(readme));
});

it('links only to what is there', () => {
	const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map((match) => match[1]!);
	expect(links.filter((link) => !existsSync(join(dirname(readmePath), link)))).toEqual([]);
});
