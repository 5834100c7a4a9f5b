import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {olderNode} from '../helpers/built-program.ts';
import {type CommandLine, openCommandLine} from '../helpers/command-line.ts';
import {modesOf, Pty, untouched} from '../helpers/pty.ts';

/*
 * The built program on a real terminal, left in every way there is: quit, told to end, failed, stopped, hung up. Each leaves the terminal as it
 * was before; with the launcher of an older Node in between too.
 */

let world: CommandLine;
const older = await olderNode();
const nodes: [name: string, binary: string][] = [['this Node', process.execPath]];
if (older) nodes.push(['an older Node, through the launcher', older]);

/** Makes every drawing fail from SIGUSR2 on, as a mistake of ours would, and says so in the window's title. */
const mistake = `process.on('SIGUSR2', () => {
	String.prototype.repeat = () => { throw new Error('A line could not be drawn.'); };
	process.stdout.write('\\u001b]2;broken\\u0007');
});`;

beforeAll(async () => {
	world = await openCommandLine('leaving');
	await writeFile(join(world.folder, 'mistake.mjs'), mistake);
});
afterAll(() => world.close());

const environment = (more: Record<string, string>) => ({
	...(world.env as Record<string, string>),
	PS1: 'shell> ',
	...more,
});

let states = 0;
const commandOf = (binary: string): string =>
	`'${binary}' '${world.program}' --state '${join(world.folder, `state-${states++}`)}'`;

/** The program in a shell that says afterwards how it ended and in which state the terminal's driver is. */
const inShell = (binary: string, more: Record<string, string> = {}) => {
	const script = `${commandOf(binary)}; echo "code $?"; stty -a`;
	return new Pty('bash', ['--norc', '--noprofile', '-c', script], {
		columns: 120,
		rows: 60,
		cwd: world.folder,
		env: environment(more),
	});
};

/** Waits until the screen is up and knows its account; gives the processes of the program, the launcher first. */
const up = async (pty: Pty): Promise<number[]> => {
	await pty.until(/No vaults in us-east-1 yet/);
	expect(modesOf(pty.xterm)).toMatchObject({buffer: 'alternate', cursor: 'hidden'});
	return descendants(pty.pid);
};

const descendants = async (pid: number): Promise<number[]> => {
	const all = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).split(' ').filter(Boolean).map(Number);
	const commands = await Promise.all(all.map((child) => readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '')));
	// The engine is to outlive the terminal.
	const children = all.filter((_, index) => !commands[index]!.includes('\0engine\0run\0'));
	const theirs = await Promise.all(children.map(descendants));
	return [...children, ...theirs.flat()];
};

const isThere = (pid: number): boolean => {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
};

/** What stands on the terminal after the end: its driver cooked, its modes as nobody had touched them. */
const afterEnd = async (pty: Pty): Promise<string> => {
	await pty.ended;
	expect(modesOf(pty.xterm)).toEqual(untouched);
	const text = pty.text();
	expect(text).toMatch(/[^-]icanon/);
	expect(text).toMatch(/[^-]echo /);
	expect(text).not.toContain('1 Vaults');
	return text;
};

const onLinux = describe.runIf(process.platform === 'linux');

onLinux('the terminal is as it was', () => {
	const binary = process.execPath;

	it('after q', async () => {
		using pty = inShell(binary);
		await up(pty);
		pty.press('q');
		const text = await afterEnd(pty);
		expect(text.trimStart().startsWith('code 0')).toBe(true);
	});

	it('after something could not be drawn, and says what', async () => {
		using pty = inShell(binary, {NODE_OPTIONS: `--import ${join(world.folder, 'mistake.mjs')}`});
		const processes = await up(pty);
		process.kill(processes.at(-1)!, 'SIGUSR2');
		await expect.poll(() => pty.output, {interval: 5}).toContain('broken');
		pty.press('?');
		expect(await afterEnd(pty)).toMatch(/^iceaxe: A line could not be drawn\.[\s\S]*\ncode 1\n/);
	});
});

onLinux.each(nodes)('with %s the terminal is as it was', (_, binary) => {
	it.each([
		['SIGTERM', 143],
		['SIGHUP', 129],
	] as const)('after %s', async (signal, code) => {
		using pty = inShell(binary);
		const [first] = await up(pty);
		process.kill(first!, signal);
		const text = await afterEnd(pty);
		// A shell says so when its program ended by a signal.
		expect(text).toMatch(new RegExp(`^(bash: .* Hangup[^]*?\\n)?code ${code}\\n`));
	});

	it('while it is stopped by ^Z, and fg brings the screen back', async () => {
		using pty = new Pty('bash', ['--norc', '--noprofile', '-i'], {
			columns: 100,
			rows: 30,
			cwd: world.folder,
			env: environment({}),
		});
		await pty.until('shell>');
		pty.write(`${commandOf(binary)}\r`);
		await up(pty);
		pty.press('^z');
		await pty.until(/Stopped.*\nshell>/s);
		// Bash has bracketed paste on while it waits for a line.
		expect(modesOf(pty.xterm)).toEqual({...untouched, bracketedPaste: true});
		pty.write('fg\r');
		await up(pty);
		pty.press('?');
		await pty.until('Keys');
		pty.press('esc', 'q');
		await pty.until(/shell>\s*$/);
		expect(modesOf(pty.xterm).buffer).toBe('normal');
	});

	it('is gone, and so is the program, with nothing to complain of', async () => {
		const complaints = join(world.folder, `complaints-${states}`);
		await mkdir(complaints);
		const script = `exec ${commandOf(binary)} 2>${complaints}/stderr`;
		using pty = new Pty('bash', ['--norc', '--noprofile', '-c', script], {
			columns: 100,
			rows: 30,
			cwd: world.folder,
			env: environment({}),
		});
		const processes = [pty.pid, ...(await up(pty))];
		pty.hangUp();
		await expect.poll(() => processes.filter(isThere), {timeout: 5_000, interval: 5}).toEqual([]);
		expect(await readFile(join(complaints, 'stderr'), 'utf8')).toBe('');
	});
});
