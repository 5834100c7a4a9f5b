import {type ChildProcess, fork} from 'node:child_process';
import {randomFillSync} from 'node:crypto';
import {once} from 'node:events';
import {mkdtemp, open, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {mebibyte} from '../../source/model/limits.ts';
import type {Direction} from '../../source/model/transfer.ts';
import type {EngineProgramTakes} from '../fixtures/engine-program.ts';
import {bundlePrograms} from '../helpers/bundle-programs.ts';
import {type EmulatorProcess, startEmulatorProcess} from '../helpers/emulator-process.ts';
import {type RequestWatch, watchRequests} from '../helpers/request-watch.ts';
import {seededRandom} from '../helpers/seeded-random.ts';

/**
 * Of an upload and of a download each. `ICEAXE_KILLS=30` (and 300 MiB) takes a minute, in which processes start and end; the suite is content
 * with six.
 */
const kills = Number(process.env.ICEAXE_KILLS ?? 6);
/** Of one MiB. */
const pieces = 10 * kills;
const size = pieces * mebibyte - 5;
const seed = Number(process.env.ICEAXE_SEED ?? Math.floor(Math.random() * 1e6));
const vaultName = 'backups';
/** Processes start and end slowly on a machine that is busy. */
const patience = 60_000 + kills * 10_000;

let folder: string;
let emulator: EmulatorProcess;
let requests: RequestWatch;
const path = (name: string) => join(folder, name);
const program = (name: string) => fileURLToPath(new URL(`../${name}.ts`, import.meta.url));

const startEmulator = async (port = 0) => {
	const options = {data: path('emulator'), log: path('requests.log'), control: true, port};
	emulator = await startEmulatorProcess(options, path('built/emulator.js'));
};

const control = async (what: string, body: unknown = {}) => {
	const headers = {Authorization: `Bearer ${emulator.controlToken}`};
	await fetch(`${emulator.url}/_control/${what}`, {method: 'POST', headers, body: JSON.stringify(body)});
};

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'iceaxe-crashes-'));
	await bundlePrograms(
		{engine: program('fixtures/engine-program'), emulator: program('helpers/emulator-program')},
		path('built'),
	);
	const file = await open(path('night.tar'), 'w');
	await file.writeFile(randomFillSync(Buffer.alloc(size)));
	await file.close();
	await writeFile(path('requests.log'), '');
	await startEmulator();
	await control(`fill/${vaultName}`, {count: 0});
	requests = watchRequests(path('requests.log'));
});
afterAll(async () => {
	requests.close();
	running?.kill('SIGKILL');
	await emulator.end('SIGKILL');
	await rm(folder, {recursive: true});
});

let running: ChildProcess | undefined;
const startEngine = (begin?: EngineProgramTakes['begin']): ChildProcess => {
	const {url, accessKeyId, secretAccessKey} = emulator;
	const takes: EngineProgramTakes = {
		...{url, catalog: path('catalog.sqlite'), credentials: {accessKeyId, secretAccessKey}},
		...(begin ? {begin} : {}),
	};
	running = fork(path('built/engine.js'), [JSON.stringify(takes)]);
	return running;
};

/** The pieces that the catalog has as verified, of the transfer in this direction. */
const verified = (direction: Direction): Set<number> => {
	const catalog = new DatabaseSync(path('catalog.sqlite'), {readOnly: true});
	const query = "SELECT chunk FROM chunk JOIN transfer USING (transfer_id) WHERE value ->> 'direction' = ?";
	const rows = catalog.prepare(query).all(direction) as {chunk: number}[];
	catalog.close();
	return new Set(rows.map(({chunk}) => chunk));
};

/** One kill: how many lines of the log were written by then, and what was verified. */
type Kill = {at: number; verified: ReadonlySet<number>};

const pieceOf = ({range}: {range?: string}): number | undefined =>
	range === undefined ? undefined : Number(/\d+/.exec(range)![0]) / mebibyte;

/** Runs a transfer to its end while engine and emulator are killed in turn, whenever so many pieces have been seen on their way. */
const survive = async (begin: NonNullable<EngineProgramTakes['begin']>, random: () => number) => {
	const direction = 'upload' in begin ? 'upload' : 'download';
	const from = requests.lines.length;
	// Not the very last ones: there has to be something to come for each.
	const moments = Array.from({length: kills}, () => 1 + Math.floor(random() * (pieces - 12))).toSorted((a, b) => a - b);
	const done: Kill[] = [];
	const seen = new Set<number | undefined>();
	const stopCounting = requests.hear((line) => seen.add(pieceOf(line)));
	let engine = startEngine(begin);
	let ended = once(engine, 'message');
	for (const [turn, moment] of moments.entries()) {
		const event = random() < 0.5 ? 'came' : 'answered';
		await requests.until((line) => line.event === event && pieceOf(line) !== undefined && seen.size >= moment);
		if (turn % 2 === 0) {
			engine.kill('SIGKILL');
			await once(engine, 'exit');
		} else await emulator.end('SIGKILL');
		requests.read();
		done.push({at: requests.lines.length, verified: verified(direction)});
		if (turn % 2 === 0) {
			engine = startEngine();
			ended = once(engine, 'message');
		} else await startEmulator(emulator.port);
	}
	const [states] = await ended;
	await once(engine, 'exit');
	requests.read();
	stopCounting();
	return {states, lines: requests.lines.slice(from), kills: done.map(({at, ...kill}) => ({...kill, at: at - from}))};
};

/** The journeys of pieces that no kill explains: after the one before, none came at which the piece was on its way and not verified yet. */
const unexplained = (lines: RequestWatch['lines'], all: readonly Kill[]): {piece: number; line: number}[] => {
	const last = new Map<number, number>();
	const found: {piece: number; line: number}[] = [];
	for (const [line, request] of lines.entries()) {
		const piece = pieceOf(request);
		if (piece === undefined || request.event !== 'came') continue;
		const before = last.get(piece);
		last.set(piece, line);
		const explains = (kill: Kill) => before! < kill.at && kill.at <= line && !kill.verified.has(piece);
		if (before !== undefined && !all.some(explains)) found.push({piece, line});
	}
	return found;
};

/** Pieces that travelled although they had been verified before. */
const needless = (lines: RequestWatch['lines'], all: readonly Kill[]): {piece: number; line: number}[] =>
	lines.flatMap((request, line) => {
		const piece = pieceOf(request);
		if (piece === undefined || request.event !== 'came') return [];
		return all.some((kill) => kill.at <= line && kill.verified.has(piece)) ? [{piece, line}] : [];
	});

describe(`engine and emulator killed in turn, ${kills} times (seed ${seed})`, () => {
	it('upload the identical archive, and only what was on its way travels again', {timeout: patience}, async () => {
		const run = await survive({vaultName, upload: path('night.tar')}, seededRandom(seed));
		expect(run.states).toEqual(['done']);
		expect(needless(run.lines, run.kills)).toEqual([]);
		expect(unexplained(run.lines, run.kills)).toEqual([]);
		expect(
			run.lines.filter(({operation, status}) => operation === 'CompleteMultipartUpload' && status === 201),
		).toHaveLength(1);
	});

	it('download the identical file, and only what was on its way travels again', {timeout: patience}, async () => {
		const begun = requests.until(({operation, event}) => operation === 'InitiateJob' && event === 'answered');
		const run = survive({vaultName, restore: 'night.tar', to: path('restored')}, seededRandom(seed + 1));
		await begun;
		await control('jobs');
		const {states, lines, kills: all} = await run;
		expect(states).toEqual(['done', 'done']);
		expect(needless(lines, all)).toEqual([]);
		expect(unexplained(lines, all)).toEqual([]);
		const [restored, source] = await Promise.all([readFile(path('restored/night.tar')), readFile(path('night.tar'))]);
		expect(restored.equals(source)).toBe(true);
	});
});
