import {once} from 'node:events';
import {mkdtempSync, rmSync, watch} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {notFound} from '../../../source/model/errors/errors.ts';
import {lastWords} from '../../../source/tui/terminal/exit.ts';
import {bundleFixture} from '../../helpers/fixture-program.ts';
import {modesOf, Pty, untouched} from '../../helpers/pty.ts';

let program: Awaited<ReturnType<typeof bundleFixture>>;
beforeAll(async () => {
	program = await bundleFixture('terminal-program.ts');
});
afterAll(() => program[Symbol.dispose]());

/** The program in a shell, which says afterwards how it ended and in which state it left the terminal's driver. */
const inShell = (...flags: string[]) => {
	const script = '"$0" "$@"; echo "code $?"; stty -a';
	const parameters = ['--norc', '--noprofile', '-c', script, process.execPath, program.path, ...flags];
	return new Pty('bash', parameters, {columns: 100, rows: 40});
};

const ready = async (pty: Pty): Promise<number> => Number(/pid (\d+)/.exec(await pty.until(/ready .* pid \d+/))![1]);

/** What is on the screen after the end, which must be as if nobody had changed the terminal. */
const afterEnd = async (pty: Pty): Promise<string> => {
	await pty.ended;
	expect(modesOf(pty.xterm)).toEqual(untouched);
	const text = pty.text();
	expect(text).toMatch(/[^-]icanon/);
	expect(text).toMatch(/[^-]echo /);
	expect(text).not.toContain('screen screen');
	return text;
};

describe('the terminal is as it was', () => {
	it.each([
		['our drawing', []],
		['plain drawing', ['--plain-render']],
	])('after quitting with %s, whatever was switched on', async (_, flags) => {
		using pty = inShell(...flags);
		await ready(pty);
		expect(modesOf(pty.xterm)).toMatchObject({buffer: 'alternate', cursor: 'hidden', bracketedPaste: true});
		pty.press('m', 'j');
		await pty.until('heard j');
		expect(modesOf(pty.xterm).mouse).toBe('vt200');
		pty.press('q');
		expect(await afterEnd(pty)).toContain('code 0');
	});

	it.each([
		['a component threw', 't', /iceaxe: A component threw\..*code 1/s],
		['a key threw', 'h', /iceaxe: A key threw\..*code 1/s],
		['nobody caught a rejection', 'r', /iceaxe: Nobody caught this\..*code 1/s],
		['somebody ended the process', 'x', /code 3/],
		['the screen gave a code', 'c', /code 7/],
	])('after %s', async (_, key, expected) => {
		using pty = inShell();
		await ready(pty);
		pty.press(key);
		expect(await afterEnd(pty)).toMatch(expected);
	});

	it.each([
		['SIGTERM', 143],
		['SIGHUP', 129],
	] as const)('after %s', async (signal, code) => {
		using pty = inShell();
		process.kill(await ready(pty), signal);
		expect(await afterEnd(pty)).toContain(`code ${code}`);
	});
});

it('ends when the window is closed', async () => {
	using pty = new Pty(process.execPath, [program.path]);
	const pid = await ready(pty);
	pty.hangUp();
	const isThere = () => {
		try {
			return process.kill(pid, 0);
		} catch {
			return false;
		}
	};
	await expect.poll(isThere, {timeout: 5_000}).toBe(false);
});

it('keeps what others print off the screen', async () => {
	using pty = inShell();
	await ready(pty);
	pty.press('w', 'j');
	expect(await pty.until('heard j')).not.toContain('stray');
	pty.press('q');
	expect(await afterEnd(pty)).toContain('kept: stray words | stray bytes | Warning: a stray warning');
});

it('goes on while the terminal takes nothing, and is there when it does again', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'iceaxe-flood-'));
	using pty = new Pty(process.execPath, [program.path], {env: {PAST_FLOOD: join(folder, 'past')}});
	await ready(pty);
	const past = once(watch(folder), 'change');
	pty.stall();
	pty.press('f');
	await past;
	pty.press('j');
	pty.resume();
	await pty.until('heard j');
	pty.press('q');
	expect(await pty.ended).toEqual({code: 0, signal: 0});
	expect(modesOf(pty.xterm)).toEqual(untouched);
	rmSync(folder, {recursive: true});
});

describe('last words', () => {
	it('of an expected error are its sentence and hint', () =>
		expect(lastWords(notFound('There is no vault photos.', 'Create it first.'))).toBe(
			'iceaxe: There is no vault photos. Create it first.\n',
		));

	it('of an unexpected one say where it happened', () =>
		expect(lastWords(new Error('odd'))).toMatch(/^iceaxe: odd[^\n]*\n\nError: odd\n {4}at /));
});
