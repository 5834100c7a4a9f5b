import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {createReadStream, createWriteStream, readFileSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {Agent, request as httpRequest, type IncomingMessage} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {fileURLToPath} from 'node:url';
import {mebibyte} from '../../source/model/limits.ts';
import {bodyHashes, combineHex} from '../../source/model/tree-hash.ts';
import {type Key, sha256, sign} from '../helpers/contract/sign.ts';
import type {ServerOptions} from './emulator-server.ts';
import type {Figure} from './figure.ts';

type Server = {url: string; credentials?: Key; child: ChildProcess; folder: string};

const partSize = 64 * mebibyte;
const parts = 16;
const atOnce = 4;
const rounds = 5;

const startServer = async (kind: 'bare' | 'emulator', {durable = false, archives = 0} = {}): Promise<Server> => {
	const folder = await mkdtemp(join(tmpdir(), `iceaxe-bench-${kind}-`));
	const program = fileURLToPath(new URL('emulator-server.ts', import.meta.url));
	const options: ServerOptions = {folder, durable, archives};
	const child = fork(program, [kind, JSON.stringify(options)]);
	const [said] = (await once(child, 'message')) as [{url: string; credentials?: Key}];
	return {...said, child, folder};
};

const stopServer = async ({child, folder}: Server): Promise<void> => {
	child.disconnect();
	await once(child, 'exit');
	await rm(folder, {recursive: true});
};

/** The most memory that the process ever had, MiB. */
const peakMemory = ({child}: Server): number =>
	Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

const agent = new Agent({keepAlive: true});

type Ask = {method: string; path: string; headers?: Record<string, string>; body?: Uint8Array; payloadHash?: string};

/** Sends a request, signed if the server wants that, and gives the answer with its body still to come. */
const ask = async (server: Server, {method, path, headers = {}, body, payloadHash}: Ask): Promise<IncomingMessage> => {
	const {hostname, port, host} = new URL(server.url);
	const all = {host, 'content-length': String(body?.length ?? 0), ...headers};
	const sent = server.credentials
		? sign({
				method,
				path,
				headers: {...all, 'x-amz-glacier-version': '2012-06-01'},
				payloadHash: payloadHash ?? sha256(body ?? ''),
				key: server.credentials,
				region: 'us-east-1',
				date: new Date(),
			})
		: all;
	const request = httpRequest({hostname, port, method, path, headers: sent, agent});
	request.end(body);
	const [response] = (await once(request, 'response')) as [IncomingMessage];
	if (response.statusCode! >= 400) throw new Error(`${method} ${path}: ${(await response.toArray()).join('')}`);
	return response;
};

const drain = async (response: IncomingMessage): Promise<number> => {
	let bytes = 0;
	for await (const piece of response) bytes += piece.length;
	return bytes;
};

/** Does `count` things, a few at a time; gives the seconds it took. */
const timed = async (count: number, work: (index: number) => Promise<unknown>): Promise<number> => {
	const start = performance.now();
	let next = 0;
	const worker = async () => {
		while (next < count) await work(next++);
	};
	await Promise.all(Array.from({length: atOnce}, worker));
	return (performance.now() - start) / 1000;
};

const rangeOf = (index: number) => `${index * partSize}-${(index + 1) * partSize - 1}`;

/** Runs both in turn, several times, and keeps the best of each: what else the machine does only ever slows down. */
const compare = async (
	what: string,
	bytes: number,
	emulator: () => Promise<number>,
	bare: () => Promise<number>,
	server: Server,
): Promise<Figure[]> => {
	const best = {emulator: Number.POSITIVE_INFINITY, bare: Number.POSITIVE_INFINITY};
	for (let round = 0; round < rounds; round++) {
		best.bare = Math.min(best.bare, await bare());
		best.emulator = Math.min(best.emulator, await emulator());
	}
	return [
		{what: `emulator, ${what}`, value: bytes / 1e6 / best.emulator, unit: 'MB/s'},
		{what: `bare server, ${what}`, value: bytes / 1e6 / best.bare, unit: 'MB/s'},
		{what: `emulator to bare server, ${what}`, value: best.bare / best.emulator, unit: '', atLeast: 0.7},
		{what: `emulator's greatest memory, ${what}`, value: peakMemory(server), unit: 'MiB', atMost: 350},
	];
};

const vault = '/-/vaults/bench';

const startJob = async (server: Server, path: string, parameters: object): Promise<string> => {
	const body = Buffer.from(JSON.stringify(parameters));
	const answer = await ask(server, {method: 'POST', path: `${path}/jobs`, body});
	await drain(answer);
	return answer.headers['x-amz-job-id'] as string;
};

const benchTransfers = async (durable: boolean): Promise<Figure[]> => {
	const [emulator, bare] = [await startServer('emulator', {durable}), await startServer('bare', {durable})];
	const how = durable ? ', on the disk before each reply' : '';
	// Each part has its own hashes; that making them takes time is not the server's fault.
	const bodies = Array.from({length: atOnce}, (_, i) => Buffer.alloc(partSize, `part ${i} of the benchmark`));
	const hashes = bodies.map((body) => bodyHashes(body));
	const of = <T>(list: T[], index: number) => list[index % atOnce]!;
	let archive = '';
	const upload = async () => {
		// The bare server writes the same files again and again.
		if (archive !== '') await drain(await ask(emulator, {method: 'DELETE', path: `${vault}/archives/${archive}`}));
		const initiated = await ask(emulator, {
			method: 'POST',
			path: `${vault}/multipart-uploads`,
			headers: {'x-amz-part-size': String(partSize)},
		});
		await drain(initiated);
		const path = `${vault}/multipart-uploads/${initiated.headers['x-amz-multipart-upload-id']}`;
		const seconds = await timed(parts, async (index) => {
			const {linear, tree} = of(hashes, index);
			const headers = {
				'x-amz-content-sha256': linear,
				'x-amz-sha256-tree-hash': tree,
				'content-range': `bytes ${rangeOf(index)}/*`,
			};
			await drain(await ask(emulator, {method: 'PUT', path, headers, body: of(bodies, index), payloadHash: linear}));
		});
		const tree = combineHex(Array.from({length: parts}, (_, index) => of(hashes, index).tree));
		const headers = {'x-amz-archive-size': String(parts * partSize), 'x-amz-sha256-tree-hash': tree};
		const completed = await ask(emulator, {method: 'POST', path, headers});
		await drain(completed);
		archive = completed.headers['x-amz-archive-id'] as string;
		return seconds;
	};
	const put = () =>
		timed(parts, async (index) => drain(await ask(bare, {method: 'PUT', path: `/${index}`, body: of(bodies, index)})));
	const figures = await compare(`upload 1 GiB in parts${how}`, parts * partSize, upload, put, emulator);

	const path = `${vault}/jobs/${await startJob(emulator, vault, {Type: 'archive-retrieval', ArchiveId: archive})}/output`;
	const download = () =>
		timed(parts, async (index) =>
			drain(await ask(emulator, {method: 'GET', path, headers: {range: `bytes=${rangeOf(index)}`}})),
		);
	const get = () => timed(parts, async (index) => drain(await ask(bare, {method: 'GET', path: `/${index}`})));
	figures.push(...(await compare(`download 1 GiB in ranges${how}`, parts * partSize, download, get, emulator)));
	await stopServer(emulator);
	await stopServer(bare);
	return figures;
};

const benchInventory = async (archives: number): Promise<Figure[]> => {
	const [emulator, bare] = [await startServer('emulator', {archives}), await startServer('bare')];
	const large = '/-/vaults/large';
	const path = `${large}/jobs/${await startJob(emulator, large, {Type: 'inventory-retrieval'})}/output`;
	const file = join(bare.folder, 'inventory');
	await pipeline(await ask(emulator, {method: 'GET', path}), createWriteStream(file));
	// Once through, so that the bare server finds it in memory if it fits there.
	for await (const _ of createReadStream(file));
	let bytes = 0;
	const stream = async (server: Server, from: string) => {
		const start = performance.now();
		bytes = await drain(await ask(server, {method: 'GET', path: from}));
		return (performance.now() - start) / 1000;
	};
	await stream(emulator, path);
	const what = `inventory of ${archives.toLocaleString('en')} archives, ${(bytes / 1e9).toFixed(2)} GB`;
	const figures = await compare(
		what,
		bytes,
		() => stream(emulator, path),
		() => stream(bare, '/inventory'),
		emulator,
	);
	await stopServer(emulator);
	await stopServer(bare);
	return figures;
};

/** Measures the emulator against a server that does nothing else. Needs 12 GB of temporary room and about a minute. */
export const benchEmulator = async (archives = 10_000_000): Promise<Figure[]> => {
	const figures = [
		...(await benchTransfers(false)),
		...(await benchTransfers(true)),
		...(await benchInventory(archives)),
	];
	agent.destroy();
	return figures;
};
