import {randomBytes} from 'node:crypto';
import {mkdtemp, readFile, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, describe, expect, it} from 'vitest';
import {connectGlacier} from '../../source/glacier/connect.ts';
import {bodyHashes} from '../../source/model/tree-hash.ts';
import {fixedCredentials} from '../../source/platform/credentials.ts';
import {openLog, silentLog} from '../../source/platform/log.ts';
import {logPath} from '../../source/platform/log-file.ts';
import {startScriptedService} from '../helpers/scripted-service.ts';

let open: {close(): unknown}[] = [];
afterEach(() => {
	for (const each of open) each.close();
	open = [];
});

const connect = async (log = silentLog()) => {
	const service = await startScriptedService({
		status: 202,
		headers: {'x-amz-sha256-tree-hash': 'h', 'x-amz-job-id': 'j'},
	});
	const glacier = connectGlacier({
		...{region: 'us-east-1', accountId: '-', endpoint: service.url, log, userAgent: 'iceaxe/1.2.3'},
		credentials: fixedCredentials({
			accessKeyId: 'AKIANOBODY0000000000',
			secretAccessKey: 'a-secret-key',
			sessionToken: 'a-session-token',
		}),
	});
	open.push(glacier, service);
	return {glacier, service};
};

const part = {vaultName: 'photos', uploadId: 'u', range: {first: 1_048_576, last: 1_049_575}};
const bytes = randomBytes(1000);

describe('bodies', () => {
	it('travel with the hashes that were handed in, never hashed again', async () => {
		const {glacier, service} = await connect();
		// Not their hashes: had anyone here hashed the body, others would arrive.
		const hashes = {linear: '1'.repeat(64), tree: '2'.repeat(64)};
		const path = join(await mkdtemp(join(tmpdir(), 'iceaxe-bodies-')), 'file');
		await writeFile(path, Buffer.concat([Buffer.alloc(5), bytes]));
		await glacier.uploadPart({...part, body: bytes, hashes});
		await glacier.uploadPart({...part, body: {path, offset: 5, length: 1000}, hashes});
		for (const {headers, body} of service.asked) {
			expect(headers).toMatchObject({
				'x-amz-content-sha256': '1'.repeat(64),
				'x-amz-sha256-tree-hash': '2'.repeat(64),
				'content-length': '1000',
				'content-range': 'bytes 1048576-1049575/*',
				'x-amz-glacier-version': '2012-06-01',
			});
			expect(headers['transfer-encoding']).toBeUndefined();
			expect(headers['user-agent']).toContain('iceaxe/1.2.3');
			expect(body.equals(bytes)).toBe(true);
		}
	});

	it('of JSON are hashed', async () => {
		const {glacier, service} = await connect();
		await glacier.initiateInventory({vaultName: 'photos', format: 'JSON', description: ''});
		const {headers, body} = service.asked[0]!;
		expect(JSON.parse(body.toString())).toEqual({Type: 'inventory-retrieval', Format: 'JSON'});
		expect(headers['x-amz-content-sha256']).toBe(bodyHashes(body).linear);
		expect(headers['x-amz-sha256-tree-hash']).toBe(bodyHashes(body).tree);
	});

	it('stay out of the log, like all that is secret', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'iceaxe-bodies-'));
		const log = openLog({folder, level: 'trace'});
		const {glacier} = await connect(log);
		await glacier.uploadPart({...part, body: Buffer.from('the content'), hashes: bodyHashes(bytes)});
		await glacier.describeVault({vaultName: 'photos'}).catch(() => {});
		log.flush();
		const written = await readFile(logPath(folder), 'utf8');
		expect(written).toContain('UploadMultipartPart');
		expect(written).toContain('request-1');
		expect(written).not.toMatch(/a-secret-key|a-session-token|AKIANOBODY|Signature=|the content/);
	});
});
