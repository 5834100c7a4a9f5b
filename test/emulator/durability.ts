import {randomBytes} from 'node:crypto';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {mebibyte} from '../../source/model/limits.ts';
import {combineHex, treeHash} from '../../source/model/tree-hash.ts';
import {hashHeaders} from '../helpers/contract/contract.ts';
import {type Answer, exchange} from '../helpers/contract/exchange.ts';
import {sha256, sign} from '../helpers/contract/sign.ts';
import {type EmulatorProcess, startEmulatorProcess} from '../helpers/emulator-process.ts';
import {seededRandom} from '../helpers/seeded-random.ts';

const rounds = 4;

describe('an emulator that is killed', () => {
	let folder: string;
	let server: EmulatorProcess;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'iceaxe-kill-'));
	});
	afterAll(async () => {
		await server?.end('SIGKILL');
		await rm(folder, {recursive: true, force: true});
	});

	const start = async () => {
		server = await startEmulatorProcess({data: folder, instantInventory: true, speed: 100_000});
	};
	const send = (
		method: string,
		path: string,
		headers: Record<string, string> = {},
		body: Uint8Array = Buffer.alloc(0),
	): Promise<Answer> => {
		const all = {
			host: 'localhost',
			'x-amz-glacier-version': '2012-06-01',
			'content-length': String(body.length),
			...headers,
		};
		const payloadHash = headers['x-amz-content-sha256'] ?? sha256(body);
		const signed = sign({
			method,
			path,
			headers: all,
			payloadHash,
			key: server,
			region: server.region,
			date: new Date(),
		});
		return exchange(server.url, {method, path, headers: signed, body});
	};

	it('has everything that it answered, and no half part, however often that happens', async () => {
		const seed = Date.now() % 100_000;
		const random = seededRandom(seed);
		await start();
		await send('PUT', '/-/vaults/v');
		const initiated = await send('POST', '/-/vaults/v/multipart-uploads', {'x-amz-part-size': String(mebibyte)});
		const upload = `/-/vaults/v/multipart-uploads/${initiated.headers['x-amz-multipart-upload-id']}`;
		const sent = new Map<number, string>();
		const answered = new Map<number, string>();
		const archives = new Set<string>();
		let slot = 0;

		const put = async (bytes: Buffer) => {
			const mine = slot++;
			sent.set(mine, treeHash(bytes));
			const first = mine * mebibyte;
			const range = {'content-range': `bytes ${first}-${first + bytes.length - 1}/*`};
			const answer = await send('PUT', upload, {...hashHeaders(bytes), ...range}, bytes);
			if (answer.status === 204) answered.set(mine, sent.get(mine)!);
			const small = bytes.subarray(0, 1 + (mine % 5000));
			const whole = await send('POST', '/-/vaults/v/archives', hashHeaders(small), small);
			if (whole.status === 201) archives.add(whole.headers['x-amz-archive-id'] as string);
		};
		for (let round = 0; round < rounds; round++) {
			// The first client that sees enough answered kills, while the others are in the middle of something.
			let killed: Promise<unknown> | undefined;
			const target = answered.size + 1 + Math.floor(random() * 4);
			const client = async () => {
				while (!killed) {
					await put(randomBytes(mebibyte)).catch(() => {});
					if (answered.size >= target) killed ??= server.end('SIGKILL');
				}
			};
			await Promise.all([client(), client(), client()]);
			expect(await killed).toBe('SIGKILL');
			await start();

			const listed = new Map<number, string>();
			for (let query = ''; ; ) {
				const {Parts, Marker} = (await send('GET', `${upload}${query}`)).json;
				for (const {RangeInBytes, SHA256TreeHash} of Parts) {
					const [first, last] = RangeInBytes.split('-').map(Number);
					expect(last - first + 1).toBe(mebibyte);
					listed.set(first / mebibyte, SHA256TreeHash);
				}
				if (Marker === null) break;
				query = `?marker=${Marker}`;
			}
			for (const [part, hash] of answered) expect(listed.get(part), `part ${part}, seed ${seed}`).toBe(hash);
			for (const [part, hash] of listed) expect(sent.get(part), `part ${part}, seed ${seed}`).toBe(hash);
			for (const part of listed.keys()) answered.set(part, sent.get(part)!);
		}

		// What never arrived is sent again, with other bytes, and the whole comes back as it was sent.
		for (let part = 0; part < slot; part++) {
			if (answered.has(part)) continue;
			const bytes = randomBytes(mebibyte);
			const first = part * mebibyte;
			const range = {'content-range': `bytes ${first}-${first + mebibyte - 1}/*`};
			expect((await send('PUT', upload, {...hashHeaders(bytes), ...range}, bytes)).status).toBe(204);
			sent.set(part, treeHash(bytes));
		}
		const tree = combineHex(Array.from({length: slot}, (_, part) => sent.get(part)!));
		const size = String(slot * mebibyte);
		const completed = await send('POST', upload, {'x-amz-archive-size': size, 'x-amz-sha256-tree-hash': tree});
		expect(completed.status, completed.text).toBe(201);
		await server.end('SIGKILL');
		await start();
		const again = await send('POST', upload, {'x-amz-archive-size': size, 'x-amz-sha256-tree-hash': tree});
		expect(again.headers['x-amz-archive-id'], 'it remembers what it completed').toBe(
			completed.headers['x-amz-archive-id'],
		);

		const output = async (job: object) => {
			const body = Buffer.from(JSON.stringify(job));
			const id = (await send('POST', '/-/vaults/v/jobs', {}, body)).headers['x-amz-job-id'];
			for (;;) {
				const {json} = await send('GET', `/-/vaults/v/jobs/${id}`);
				if (json.Completed) return send('GET', `/-/vaults/v/jobs/${id}/output`);
			}
		};
		const retrieved = await output({Type: 'archive-retrieval', ArchiveId: completed.headers['x-amz-archive-id']});
		expect(treeHash(retrieved.bytes), `seed ${seed}`).toBe(tree);
		const listed = new Set(
			(await output({Type: 'inventory-retrieval'})).json.ArchiveList.map((each: {ArchiveId: string}) => each.ArchiveId),
		);
		for (const id of archives) expect(listed.has(id), `seed ${seed}`).toBe(true);
	});
});
