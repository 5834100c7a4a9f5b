import {Writable} from 'node:stream';
import chalk from 'chalk';
import fc from 'fast-check';
import {Box, Text} from 'ink';
import {describe, expect, it} from 'vitest';
import {Differ} from '../../../../source/tui/terminal/differ/differ.ts';
import {firstModel, follow, type Line, lines, type Model, steps} from '../../../helpers/frames.ts';
import {modesOf} from '../../../helpers/pty.ts';
import {type Cell, cellsOf, linesOf, openXterm, styleOf} from '../../../helpers/screen.ts';
import {VirtualTerminal} from '../../../helpers/virtual-terminal.ts';

/** What is seen: a blank has no foreground. */
const seen = (cell: Cell): string => {
	const isPlainBlank =
		cell.text === ' ' && cell.background === 'default' && !cell.inverse && !cell.underline && !cell.strikethrough;
	return isPlainBlank ? ' ' : `${cell.text}${styleOf(cell) && `‹${styleOf(cell)}›`}`;
};

const seenOn = (screen: VirtualTerminal): string[] => cellsOf(screen.xterm).map((row) => row.map(seen).join(''));

const styled = (line: Line): string =>
	line.map(({text, style}) => (style === '' ? text : `\u001b[${style}m${text}\u001b[0m`)).join('');

const Screen = ({model}: {model: Model}) => (
	<Box width={model.columns} height={model.height ?? model.rows} overflow="hidden">
		<Box width={12} flexShrink={0} flexDirection="column" overflow="hidden">
			{model.side.map((line, row) => (
				<Text key={row} wrap="truncate">
					{styled(line) || ' '}
				</Text>
			))}
		</Box>
		<Box flexGrow={1} borderStyle="round" flexDirection="column" overflow="hidden">
			{model.list.slice(model.top).map((line, row) => (
				<Box key={row} height={1} flexShrink={0} backgroundColor={row === model.selected ? 'blue' : undefined}>
					<Text wrap="truncate">{styled(line) || ' '}</Text>
				</Box>
			))}
		</Box>
	</Box>
);

const show = async (screen: VirtualTerminal, model: Model) => {
	if (screen.xterm.cols !== model.columns || screen.xterm.rows !== model.rows)
		await screen.resize(model.columns, model.rows);
	await screen.render(<Screen model={model} />);
};

describe('differ', () => {
	it('has colours to work with', () => expect(chalk.level).toBe(3));

	it('shows what Ink shows, over any sequence of frames', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(lines, {minLength: 10, maxLength: 40}),
				fc.array(steps, {minLength: 1, maxLength: 10}),
				async (list, sequence) => {
					let model = firstModel(list);
					using ours = new VirtualTerminal(model);
					using inks = new VirtualTerminal({...model, plain: true});
					for (const step of [undefined, ...sequence]) {
						if (step) model = follow(model, step);
						if (step?.kind === 'redraw') ours.terminal.redraw();
						await show(ours, model);
						await show(inks, model);
						expect(seenOn(ours)).toEqual(seenOn(inks));
					}
				},
			),
			{numRuns: 25},
		);
	});

	it('keeps what stands beside a name in its place, however wide the terminal draws the name', async () => {
		using screen = new VirtualTerminal({columns: 30, rows: 3});
		// Ink reckons one cell for the joined letters, this terminal takes more.
		await screen.render(<Text>{'नमस्ते ●  │ right\nplain     │ right\n1        │ right'}</Text>);
		expect(screen.cell(9, 0).text).toBe('r');
		await screen.render(<Text>{'नमस्ते ●  │ wrong\nplain     │ wrong\n2        │ right'}</Text>);
		expect(screen.cell(9, 0).text).toBe('w');
		expect(screen.lines().map((line) => line.slice(-5))).toEqual(['wrong', 'wrong', 'right']);
	});
});

/** A differ on a terminal of its own, to which Ink's words are written by hand. */
const open = ({columns = 20, rows = 4} = {}) => {
	const xterm = openXterm(columns, rows);
	const held: (() => void)[] = [];
	let isSlow = false;
	const target = new (class extends Writable {
		readonly isTTY = true;
		readonly columns = columns;
		readonly rows = rows;
		sent: string[] = [];
		override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void) {
			this.sent.push(chunk.toString());
			xterm.write(chunk);
			if (isSlow) held.push(done);
			else done();
		}
	})();
	const differ = new Differ(target);
	return {
		differ,
		xterm,
		target,
		frame: (text: string) => {
			differ.write('\u001b[?2026h');
			differ.write(`\u001b[2K\u001b[G${text}`);
			differ.write('\u001b[?2026l');
		},
		slow: () => {
			isSlow = true;
		},
		takeAll: () => {
			isSlow = false;
			for (const done of held.splice(0)) done();
		},
		lines: async () => {
			await new Promise(setImmediate);
			await new Promise<void>((resolve) => xterm.write('', resolve));
			return linesOf(xterm);
		},
	};
};

describe('on its terminal the differ', () => {
	it('lets everything through until the alternate screen begins, and after it ended', async () => {
		const {differ, target, lines} = open();
		differ.write('before');
		differ.write('\u001b[?1049h');
		differ.write('one');
		differ.write('\u001b[?1049l');
		differ.write(' after');
		expect(await lines()).toEqual(['before after', '', '', '']);
		expect(target.sent.at(-1)).toBe(' after');
	});

	it('writes nothing for a frame that is there already', () => {
		const {differ, target, frame} = open();
		differ.write('\u001b[?1049h');
		frame('one\ntwo');
		const count = target.sent.length;
		frame('one\ntwo');
		frame('one\n\u001b[0mtwo');
		expect(target.sent).toHaveLength(count);
	});

	it('draws all again after something it does not understand', async () => {
		const {differ, frame, lines} = open();
		differ.write('\u001b[?1049h');
		frame('one\ntwo');
		differ.write('\u001b[3;3H\u001b[31mgarbage over the screen');
		expect(await lines()).toEqual(['one', 'two', '', '']);
		frame('one\nTWO');
		expect(await lines()).toEqual(['one', 'TWO', '', '']);
	});

	it('hands on a frame that only the terminal understands', async () => {
		const {differ, frame, lines} = open();
		differ.write('\u001b[?1049h');
		frame('one\ntwo');
		frame('a\tb\ntwo');
		expect(await lines()).toEqual(['a       b', 'two', '', '']);
		frame('c\ntwo');
		expect(await lines()).toEqual(['c', 'two', '', '']);
	});

	it('shows the end of a frame that is too long', async () => {
		const {differ, frame, lines} = open();
		differ.write('\u001b[?1049h');
		frame('1\n2\n3\n4\n5\n6');
		expect(await lines()).toEqual(['3', '4', '5', '6']);
	});

	it('gives a slow terminal the latest frame, not all of them', async () => {
		const {differ, target, frame, slow, takeAll, lines} = open();
		differ.write('\u001b[?1049h');
		frame('0');
		slow();
		frame('first');
		const count = target.sent.length;
		for (let n = 1; n <= 100; n++) frame(`frame ${n}`);
		expect(target.sent).toHaveLength(count);
		takeAll();
		expect((await lines())[0]).toBe('frame 100');
		expect(target.sent.join('')).not.toContain('frame 5');
	});

	it('puts the cursor where Ink wants it, and takes it away', async () => {
		const {differ, xterm, frame, lines} = open();
		differ.write('\u001b[?1049h');
		frame('name: ab\nrest\u001b[1A\u001b[9G\u001b[?25h');
		await lines();
		expect([xterm.buffer.active.cursorX, xterm.buffer.active.cursorY]).toEqual([8, 0]);
		expect(modesOf(xterm).cursor).toBe('shown');
		// The same frame, only the cursor goes.
		differ.write('\u001b[?25l\u001b[1B\u001b[G\u001b[1A\u001b[7G\u001b[?25h');
		await lines();
		expect([xterm.buffer.active.cursorX, xterm.buffer.active.cursorY]).toEqual([6, 0]);
		differ.write('\u001b[?25l\u001b[1B\u001b[Gname: ab\nrest!');
		expect(await lines()).toEqual(['name: ab', 'rest!', '', '']);
		expect(modesOf(xterm).cursor).toBe('hidden');
	});
});
