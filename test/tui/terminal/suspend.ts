import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {bundleFixture} from '../../helpers/fixture-program.ts';
import {modesOf, Pty, untouched} from '../../helpers/pty.ts';

let program: Awaited<ReturnType<typeof bundleFixture>>;
beforeAll(async () => {
	program = await bundleFixture('terminal-program.ts');
});
afterAll(() => program[Symbol.dispose]());

/** An interactive shell with job control. */
const openShell = async () => {
	const pty = new Pty('bash', ['--norc', '--noprofile', '-i'], {columns: 100, rows: 30, env: {PS1: 'shell> '}});
	await pty.until('shell>');
	return pty;
};

const startIn = async (pty: Pty): Promise<number> => {
	pty.write(`${process.execPath} ${program.path}\r`);
	return Number(/pid (\d+)/.exec(await pty.until(/ready .* pid \d+/))![1]);
};

const inScreen = {buffer: 'alternate', cursor: 'hidden', bracketedPaste: true, focusReports: true};

describe('^Z', () => {
	it('gives the terminal to the shell, and fg brings the screen back, in the size it has by then', async () => {
		using pty = await openShell();
		await startIn(pty);
		pty.press('^z');
		await pty.until(/Stopped.*\nshell>/s);
		// Bash has bracketed paste on while it waits for a line.
		expect(modesOf(pty.xterm)).toEqual({...untouched, bracketedPaste: true});
		pty.write('stty -a\r');
		await pty.until(/[^-]icanon/);
		pty.resize(80, 20);
		pty.write('fg\r');
		const text = await pty.until('back 80x20');
		expect(text).toContain('18 screen screen');
		expect(modesOf(pty.xterm)).toMatchObject(inScreen);
		pty.press('j');
		await pty.until('heard j');
		pty.press('q');
		await pty.until(/shell>\s*$/);
		expect(modesOf(pty.xterm).buffer).toBe('normal');
	});

	it('again and again', async () => {
		using pty = await openShell();
		await startIn(pty);
		for (const key of ['a', 'b', 'd']) {
			pty.press('^z');
			await pty.until(/Stopped.*\nshell>\s*$/s);
			pty.write('clear; fg\r');
			// What it said before is drawn first.
			await pty.until('back');
			pty.press(key);
			await pty.until(`heard ${key}`);
		}
	});

	it('comes back by itself where no shell would wake us', async () => {
		using pty = new Pty(process.execPath, [program.path]);
		await pty.until('ready');
		pty.press('^z');
		await pty.until('back 80x24');
		expect(modesOf(pty.xterm)).toMatchObject(inScreen);
		pty.press('j');
		await pty.until('heard j');
	});
});

it('draws everything again after somebody else stopped the program', async () => {
	using pty = await openShell();
	const pid = await startIn(pty);
	process.kill(pid, 'SIGSTOP');
	await pty.until('Stopped');
	pty.write('clear; fg\r');
	await pty.until(/0 screen.*ready 100x30/s);
	pty.press('j');
	await pty.until('heard j');
	expect(modesOf(pty.xterm)).toMatchObject(inScreen);
});
