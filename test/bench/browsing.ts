import {execFileSync} from 'node:child_process';
import {createWriteStream} from 'node:fs';
import {mkdtemp, realpath, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {connectGlacier} from '../../source/glacier/connect.ts';
import {fixedCredentials} from '../../source/platform/credentials.ts';
import {silentLog} from '../../source/platform/log.ts';
import {builtProgram} from '../helpers/built-program.ts';
import {type EmulatorProcess, startEmulatorProcess} from '../helpers/emulator-process.ts';
import {endEnginesBelow} from '../helpers/engines.ts';
import {seededRandom} from '../helpers/seeded-random.ts';
import {syntheticInventory} from '../helpers/synthetic-inventory.ts';
import {type Figure, percentile} from './figure.ts';
import {environmentOf, ScreenProcess} from './screen/screen-process.ts';

/** Rows of the vault that the large one is compared with. */
const few = 10;
/** Rows with an upload time that a full pane of 40 lines shows at least. */
const fullPane = 20;

const fill = async (folder: string, emulator: EmulatorProcess, vaultName: string, rows: number): Promise<void> => {
	const {region, url: endpoint, accessKeyId, secretAccessKey} = emulator;
	const credentials = fixedCredentials({accessKeyId, secretAccessKey});
	const glacier = connectGlacier({region, accountId: '-', endpoint, log: silentLog(), credentials});
	await glacier.createVault({vaultName});
	glacier.close();
	const output = join(folder, 'output.csv');
	await pipeline(Readable.from(syntheticInventory(rows)), createWriteStream(output));
	const {program} = await builtProgram();
	const words = ['--state', join(folder, 'state'), 'inventory', 'import', output, '--vault', vaultName];
	execFileSync(process.execPath, [program, ...words], {
		env: {...process.env, ...environmentOf(folder, emulator)},
		stdio: 'pipe',
	});
	await rm(output);
};

/** The pane at a row, all its rows read. */
const at = (row: number, total: string) => (text: string) =>
	text.includes(` ${row.toLocaleString('en-GB')}/${total} `) &&
	(text.match(/\d{4}-\d\d-\d\d \d\d:\d\d/g)?.length ?? 0) >= fullPane;

/** Goes through the list as a person does, and gives the milliseconds from each key to the full frame. */
const browse = async (
	screen: ScreenProcess,
	rows: number,
): Promise<{ends: number[]; pages: number[]; jumps: number[]}> => {
	const footer = /archives, .*\d\/([\d,]+) ─╯/;
	const total = footer.exec(await screen.pty.until(footer))![1]!;
	const count = Number(total.replaceAll(',', ''));
	const random = seededRandom(7);
	const ends: number[] = [];
	const pages: number[] = [];
	const jumps: number[] = [];
	for (let turn = 0; turn < 5; turn++) {
		ends.push(await screen.keyToFrame('G', at(count, total)), await screen.keyToFrame('g', at(1, total)));
	}
	for (let turn = 0; turn < 30; turn++) {
		const row = 1 + Math.floor(random() * Math.min(rows, count) * 0.99);
		screen.pty.press('#');
		await screen.pty.until('Go to a row');
		screen.pty.write(String(row));
		await screen.pty.until((text) => new RegExp(`row .* ${row} `).test(text));
		jumps.push(await screen.keyToFrame('enter', at(row, total)));
		const before = screen.pty.text();
		pages.push(await screen.keyToFrame('pagedown', (text) => text !== before && !at(row, total)(text) && isFull(text)));
	}
	return {ends, pages, jumps};
};

const isFull = (text: string) => (text.match(/\d{4}-\d\d-\d\d \d\d:\d\d/g)?.length ?? 0) >= fullPane;

/**
 * Browses a vault of `rows` archives on the real screen, with its engine in a process of its own and no transfers: how soon a key's frame is
 * there, all its rows read, and how much memory the screen takes more than with ten rows.
 */
export const benchBrowsing = async (rows = 1_000_000): Promise<Figure[]> => {
	const folder = await realpath(await mkdtemp(join(tmpdir(), 'iceaxe-bench-browsing-')));
	const emulator = await startEmulatorProcess({data: join(folder, 'emulator')});
	try {
		await fill(folder, emulator, 'few', few);
		await fill(folder, emulator, 'many', rows);
		const screen = await ScreenProcess.start(folder, emulator, 4);
		using pty = screen.pty;
		await pty.until(`1/${few} `);
		const memoryOfFew = await screen.memory();
		const opened = await screen.keyToFrame('j', (text) => text.includes('2 many') && isFull(text));
		pty.press('2');
		await pty.until(/G g|mark/);
		const {ends, pages, jumps} = await browse(screen, rows);
		const sorted = await screen.keyToFrame('S', (text) => isFull(text) && text.includes('↑'));
		return [
			{what: 'to another vault, its first rows', value: opened, unit: 'ms', atMost: 300},
			{what: 'to the other direction, its rows', value: sorted, unit: 'ms', atMost: 300},
			{what: `to an end (${ends.length} keys): p95`, value: percentile(ends, 0.95), unit: 'ms'},
			{what: `a page further (${pages.length} keys): p50`, value: percentile(pages, 0.5), unit: 'ms'},
			{what: 'a page further: p95', value: percentile(pages, 0.95), unit: 'ms'},
			{what: `to a row by its number (${jumps.length} keys): p95`, value: percentile(jumps, 0.95), unit: 'ms'},
			{what: `memory of the screen with ${few} rows`, value: memoryOfFew / 1e6, unit: 'MB'},
			{
				what: 'what it takes more with all',
				value: ((await screen.memory()) - memoryOfFew) / 1e6,
				unit: 'MB',
				atMost: 200,
			},
		];
	} finally {
		await emulator.end('SIGTERM');
		await endEnginesBelow(folder);
		await rm(folder, {recursive: true, force: true, maxRetries: 5});
	}
};
