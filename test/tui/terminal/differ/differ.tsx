import chalk from 'chalk';
import fc from 'fast-check';
import {Box, Text} from 'ink';
import {describe, expect, it} from 'vitest';
import {firstModel, follow, type Line, lines, type Model, steps} from '../../../helpers/frames.ts';
import {type Cell, cellsOf, styleOf} from '../../../helpers/screen.ts';
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
			{numRuns: 40},
		);
	});
});
