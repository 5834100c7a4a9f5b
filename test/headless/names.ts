import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {type CommandLine, openCommandLine} from '../helpers/command-line.ts';
import {jsonInventory} from '../helpers/inventory-files.ts';

let line: CommandLine;
beforeAll(async () => {
	line = await openCommandLine('names');
	line.emulator.control.createVault('photos');
});
afterAll(() => line.close());

const archiveId = '1-'.padEnd(138, 'x');
const archive = {
	archiveId,
	description: '1.bin',
	created: '2026-05-01T02:00:00.000Z',
	size: 1,
	treeHash: '1'.padStart(64, '0'),
};
const ofPhotos = (...argv: string[]) => line.json(['inventory', ...argv, '--vault', 'photos']);
const names = async () => (await ofPhotos('list')).values.map(({name}) => name);

it('names the archives of a vault by a list, and says what was wrong with one', async () => {
	await writeFile(join(line.folder, 'saved.json'), jsonInventory([archive], '2026-06-01T00:00:00.000Z'));
	await writeFile(join(line.folder, 'names.csv'), `id,path\n${archiveId},../../etc/passwd\nno line\n`);
	await writeFile(join(line.folder, 'wrong.csv'), 'id;path\na;b\n');
	expect((await ofPhotos('import', 'saved.json')).code).toBe(0);
	const given = await ofPhotos('names', 'names.csv');
	expect(given.values).toEqual([{vaultName: 'photos', names: 1, known: 1, refused: 1}]);
	expect(given.stderr).toContain('1 line could not be read and was left out.');
	expect(await names()).toEqual(['etc/passwd']);
	const wrong = await ofPhotos('names', 'wrong.csv');
	expect(wrong.code).toBe(2);
	expect(wrong.stderr).toContain('holds no names');
	expect((await ofPhotos('names')).code).toBe(2);
	expect(await names()).toEqual(['etc/passwd']);
	expect((await ofPhotos('names', '--forget')).code).toBe(0);
	expect(await names()).toEqual(['1.bin']);
});
