import {mkdtemp, open, realpath, rm} from 'node:fs/promises';
import {constants, tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {connectGlacier} from '../../source/glacier/connect.ts';
import {mebibyte} from '../../source/model/limits.ts';
import {fixedCredentials} from '../../source/platform/credentials.ts';
import {giveWay} from '../../source/platform/give-way.ts';
import {silentLog} from '../../source/platform/log.ts';
import {type EmulatorProcess, startEmulatorProcess} from '../helpers/emulator-process.ts';
import {endEnginesBelow} from '../helpers/engines.ts';
import type {Condition} from '../helpers/until-shown.ts';
import {type Figure, percentile} from './figure.ts';
import {EchoProcess, IdleProcess, ScreenProcess} from './screen/screen-process.ts';
import {blockSize, randomBlock} from './transfers/block.ts';

/** Uploads that move at once. */
const uploads = 4;
const vaults = 12;

const makeVaults = async ({region, url, accessKeyId, secretAccessKey}: EmulatorProcess): Promise<void> => {
	const credentials = fixedCredentials({accessKeyId, secretAccessKey});
	const glacier = connectGlacier({region, accountId: '-', endpoint: url, log: silentLog(), credentials});
	for (let vault = 0; vault < vaults; vault++) await glacier.createVault({vaultName: nameOf(vault)});
	glacier.close();
};

const nameOf = (vault: number): string => `vault-${String.fromCharCode(97 + vault)}`;

const makeFile = async (path: string, size: number): Promise<void> => {
	const block = randomBlock();
	const file = await open(path, 'w');
	for (let at = 0; at < size; at += blockSize) await file.write(block.subarray(0, Math.min(blockSize, size - at)));
	await file.close();
};

const begin = async ({pty}: ScreenProcess, path: string): Promise<void> => {
	pty.press('u');
	await pty.until('Upload a file');
	pty.write(`\u001b[200~${path}\u001b[201~`);
	pty.press('enter');
	await pty.until((text) => !text.includes('Upload a file'));
};

const isMoving = (screen: ScreenProcess, count: number) => new RegExp(`${count} moving`).test(screen.pty.text());

/** Keys of every day, as long as the uploads move: from vault to vault, and into the details of an upload and out again. Each beside its floor. */
const pressKeys = async (screen: ScreenProcess, echo: EchoProcess): Promise<{times: number[]; floor: number[]}> => {
	const times: number[] = [];
	const floor: number[] = [];
	const press = async (key: string, shows: Condition) => {
		times.push(await screen.keyToFrame(key, shows));
		floor.push(await echo.keyToFrame());
	};
	for (let turn = 0; turn < 25 && isMoving(screen, uploads); turn++) {
		for (let vault = 1; vault <= 3; vault++) await press('j', new RegExp(`2 ${nameOf(vault)} `));
		await press('g', new RegExp(`2 ${nameOf(0)} `));
		screen.pty.press('4');
		await press('d', 'tree hash');
		await press('esc', (text) => !text.includes('copy id'));
		screen.pty.press('1');
	}
	return {times, floor};
};

/** Waits, if it must, until so many milliseconds are left before another minute begins, in which ages change by themselves. */
const withinMinute = async (milliseconds: number): Promise<void> => {
	const left = 60_000 - (Date.now() % 60_000);
	if (left < milliseconds + 1000) await wait(left + 1000);
};

/**
 * Measures the real screen on a pseudo-terminal while uploads of `size` bytes together run as fast as they can against an emulator in another
 * process: how soon a key is seen, how late the event loop is, and what the screen writes and uses when nobody touches it.
 */
export const benchScreen = async (size = 4096 * mebibyte): Promise<Figure[]> => {
	const folder = await realpath(await mkdtemp(join(tmpdir(), 'iceaxe-bench-screen-')));
	const emulator = await startEmulatorProcess({data: join(folder, 'emulator')}, undefined, {detached: true});
	try {
		// The service is on another machine: here it only takes what nobody else wants.
		await giveWay(emulator.child.pid!, constants.priority.PRIORITY_LOW);
		await makeVaults(emulator);
		const paths = Array.from({length: uploads}, (_, index) => join(folder, `upload-${index}`));
		for (const path of paths) await makeFile(path, size / uploads);
		const screen = await ScreenProcess.start(folder, emulator, uploads);
		const {pty} = screen;
		using _ = pty;
		using bare = await IdleProcess.start(folder);
		using echo = new EchoProcess(folder);
		await pty.until(nameOf(vaults - 1));
		const warm = [await screen.keyToFrame('j', /2 vault-b /), await screen.keyToFrame('k', /2 vault-a /)];
		for (const path of paths) await begin(screen, path);
		await pty.until(`${uploads} moving`);
		pty.press('1');
		for (const one of [screen, bare]) one.beginLoop();
		const {times, floor: echoes} = await pressKeys(screen, echo);
		const [loop, floor] = await Promise.all([screen.loopDelay(), bare.loopDelay()]);
		const live = isMoving(screen, uploads) ? await screen.untouched(3000) : undefined;
		await pty.until((text) => !/\d moving/.test(text), {timeout: 600_000});
		// The last toast goes, and ages are told in minutes.
		await screen.untouched(8000);
		await withinMinute(5000);
		const idle = await screen.untouched(5000);
		return [
			{what: `key to frame, nothing else (${warm.length} keys): p95`, value: percentile(warm, 0.95), unit: 'ms'},
			{what: `key to frame (${times.length} keys): p50`, value: percentile(times, 0.5), unit: 'ms'},
			{what: 'key to frame: p95', value: percentile(times, 0.95), unit: 'ms', atMost: 30},
			{what: 'key to frame of a program that only counts keys: p50', value: percentile(echoes, 0.5), unit: 'ms'},
			{what: 'key to frame of a program that only counts keys: p95', value: percentile(echoes, 0.95), unit: 'ms'},
			{what: 'event-loop delay: p50', value: loop.p50, unit: 'ms'},
			{what: 'event-loop delay: p99', value: loop.p99, unit: 'ms', atMost: 20},
			{what: 'event-loop delay of a process that does nothing: p99', value: floor.p99, unit: 'ms'},
			{what: 'event-loop delay: longest', value: loop.most, unit: 'ms'},
			...(live
				? [
						{
							what: `${uploads} live transfers, untouched: written`,
							value: live.bytes / 1000,
							unit: 'kB/s',
							atMost: 2.5,
						},
						{what: `${uploads} live transfers, untouched: processor`, value: live.processor, unit: '%', atMost: 8},
					]
				: []),
			{what: 'idle: written', value: idle.bytes, unit: 'B/s', atMost: 0},
			{what: 'idle: processor', value: idle.processor, unit: '%', atMost: 1},
		];
	} finally {
		await emulator.end('SIGTERM');
		await endEnginesBelow(folder);
		await rm(folder, {recursive: true, force: true, maxRetries: 5});
	}
};
