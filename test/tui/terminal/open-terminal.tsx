import {Box, Text, useWindowSize} from 'ink';
import {useState} from 'react';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {useTerminal} from '../../../source/tui/terminal/terminal-context.ts';
import {useKeys} from '../../../source/tui/terminal/use-keys.ts';
import {bundleFixture} from '../../helpers/fixture-program.ts';
import {modesOf, Pty, untouched} from '../../helpers/pty.ts';
import {renderScreen} from '../../helpers/virtual-terminal.ts';

const Screen = () => {
	const {columns, rows} = useWindowSize();
	const [heard, hear] = useState('nothing');
	useKeys({
		onKey: (name) => {
			hear(name);
			return true;
		},
		onPaste: () => {},
	});
	return (
		<Box width={columns} height={rows} flexDirection="column" justifyContent="space-between">
			<Text bold>
				heard {heard} at {columns}x{rows}
			</Text>
			<Text>last line</Text>
		</Box>
	);
};

describe.each([
	['our', false],
	['plain', true],
])('with %s drawing', (_, plain) => {
	it('the screen fills the terminal, and leaves it as it was', async () => {
		const screen = await renderScreen(<Screen />, {columns: 40, rows: 6, plain});
		expect(screen.lines()).toEqual(['heard nothing at 40x6', '', '', '', '', 'last line']);
		expect(screen.cellAt('heard').bold).toBe(true);
		expect(modesOf(screen.xterm)).toMatchObject({buffer: 'alternate', cursor: 'hidden'});
		expect(screen.stdin.isRaw).toBe(true);
		screen.close();
		await screen.terminal.closed();
		await screen.stdout.shown();
		expect(modesOf(screen.xterm)).toEqual(untouched);
		expect(screen.stdin.isRaw).toBe(false);
	});

	it('what others have written over it goes with a redraw', async () => {
		using screen = await renderScreen(<Screen />, {columns: 40, rows: 6, plain});
		screen.stdout.write('\u001b[2;1Hgarbage\u001b[1;1H\u001b[45mover it');
		await screen.settled();
		expect(screen.text()).toContain('garbage');
		screen.terminal.redraw();
		await screen.settled();
		expect(screen.lines()).toEqual(['heard nothing at 40x6', '', '', '', '', 'last line']);
	});

	it('it follows the window as it is dragged', async () => {
		using screen = await renderScreen(<Screen />, {columns: 40, rows: 6, plain});
		for (const [columns, rows] of [
			[80, 24],
			[60, 15],
			[140, 50],
			[30, 8],
			[22, 1],
			[40, 6],
		] as const) {
			await screen.resize(columns, rows);
			await screen.until(`at ${columns}x${rows}`);
			expect(screen.lines().filter((line) => line !== '')).toHaveLength(rows > 1 ? 2 : 1);
		}
	});

	it('it is lent and comes back, and no key is ours meanwhile', async () => {
		using screen = await renderScreen(<Screen />, {columns: 40, rows: 6, plain});
		await screen.terminal.lend(async () => {
			await screen.stdout.shown();
			expect(modesOf(screen.xterm)).toEqual(untouched);
			expect(screen.stdin.isRaw).toBe(false);
		});
		await screen.settled();
		expect(modesOf(screen.xterm)).toMatchObject({buffer: 'alternate', cursor: 'hidden', bracketedPaste: true});
		expect(screen.lines()[0]).toBe('heard nothing at 40x6');
		await screen.press('j');
		expect(screen.lines()[0]).toBe('heard j at 40x6');
	});

	it('it comes back from a borrower that fails', async () => {
		using screen = await renderScreen(<Screen />, {columns: 40, rows: 6, plain});
		const failing = screen.terminal.lend(() => Promise.reject(new Error('no pager')));
		await expect(failing).rejects.toThrow('no pager');
		await screen.press('k');
		expect(screen.lines()[0]).toBe('heard k at 40x6');
	});
});

it('a resize never shows the frame of the other size', async () => {
	using screen = await renderScreen(<Screen />, {columns: 40, rows: 6});
	const mark = screen.stdout.written.length;
	await screen.resize(60, 3);
	expect(screen.stdout.written.slice(mark).join('')).not.toContain('40x6');
	expect(screen.lines()).toEqual(['heard nothing at 60x3', '', 'last line']);
});

it('useTerminal needs a terminal', async () => {
	const Lost = () => <Text>{useTerminal().capabilities.colours}</Text>;
	const {renderToString} = await import('ink');
	expect(() => renderToString(<Lost />)).toThrow('must be rendered by openTerminal');
});

describe('on a real terminal', () => {
	let program: Awaited<ReturnType<typeof bundleFixture>>;
	beforeAll(async () => {
		program = await bundleFixture('list-program.ts');
	});
	afterAll(() => program[Symbol.dispose]());

	it('no key is lost, however fast they come', async () => {
		using pty = new Pty(process.execPath, [program.path]);
		await pty.until('1 of 10000000');
		for (let count = 0; count < 150; count++) pty.press('j');
		await pty.until('151 of 10000000');
	});
});
