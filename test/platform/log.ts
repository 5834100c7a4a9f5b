import {mkdtemp, readdir, readFile, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {openLog} from '../../source/platform/log.ts';
import {logPath} from '../../source/platform/log-file.ts';

const freshFolder = () => mkdtemp(join(tmpdir(), 'iceaxe-log-'));
const lines = async (folder: string) =>
	(await readFile(logPath(folder), 'utf8'))
		.trimEnd()
		.split('\n')
		.map((line) => JSON.parse(line));

it('writes lines of JSON that only their owner can read', async () => {
	const folder = await freshFolder();
	const log = openLog({folder, level: 'info'});
	log.with({part: 'engine'}).info({vaultName: 'photos'}, 'Opened.');
	log.debug({}, 'Not at this level.');
	log.flush();
	expect(await lines(folder)).toMatchObject([{level: 'info', part: 'engine', vaultName: 'photos', text: 'Opened.'}]);
	expect((await stat(logPath(folder))).mode & 0o777).toBe(0o600);
});

it('writes errors at once, with their cause', async () => {
	const folder = await freshFolder();
	openLog({folder, level: 'error'}).error({error: new Error('outer', {cause: new Error('inner')})}, 'Failed.');
	expect(await lines(folder)).toMatchObject([{error: {message: 'outer', cause: {message: 'inner'}}}]);
});

it('hides secrets by shape and by value, and stays JSON', async () => {
	const folder = await freshFolder();
	const log = openLog({folder, level: 'info'});
	const secret = 'opaque"token/+of\\a broker';
	log.hide(secret);
	log.info(
		{secretAccessKey: 'wJalrXUtnFEMI/K7MDENG', header: {Authorization: 'AWS4-HMAC-SHA256 Credential=x'}},
		secret,
	);
	log.info(
		{error: new Error(`said "${secret}" of AKIAIOSFODNN7EXAMPLE\nx-amz-security-token:FwoGZXIvYXdz\nhost:x`)},
		'',
	);
	log.info({nested: JSON.stringify({sessionToken: 'IQoJb3Jp', authorization: 'Bearer abc'})}, '');
	log.flush();
	const text = await readFile(logPath(folder), 'utf8');
	for (const hidden of ['opaque', 'wJalr', 'Credential=x', 'AKIAIOS', 'FwoGZ', 'IQoJb3', 'Bearer']) {
		expect(text).not.toContain(hidden);
	}
	expect(await lines(folder)).toHaveLength(3);
	expect(text).toContain('host:x');
});

it('steps aside when it is full, at the start and while it runs, keeping one predecessor', async () => {
	const folder = await freshFolder();
	const open = () => openLog({folder, level: 'info', maxBytes: 10_000});
	for (let start = 0; start < 3; start++) {
		const log = open();
		for (let line = 0; line < 100; line++) {
			log.info({}, 'x'.repeat(100));
			log.flush();
		}
	}
	expect((await readdir(folder)).sort()).toEqual(['iceaxe.log', 'iceaxe.log.1']);
	for (const name of await readdir(folder)) expect((await stat(join(folder, name))).size).toBeLessThan(12_000);
});

it('loses lines and nothing else when there is no place for them', () => {
	const log = openLog({folder: '/nowhere/at/all', level: 'info'});
	log.error({}, 'Lost.');
	log.flush();
});
