import fc from 'fast-check';

/** A stretch of text in one style, as parameters of `ESC [ … m`. */
export type Stretch = {text: string; style: string};

/** A line of a frame, as stretches. */
export type Line = Stretch[];

/** What a screen can do from one frame to the next; the differ has to follow all of it. */
export type Step =
	| {kind: 'scroll'; by: number}
	| {kind: 'select'; row: number}
	| {kind: 'side'; row: number; line: Line}
	| {kind: 'list'; rows: Line[]}
	| {kind: 'line'; row: number; line: Line}
	| {kind: 'resize'; columns: number; rows: number}
	| {kind: 'redraw'}
	| {kind: 'short'; rows: number};

const text = fc.oneof(
	{weight: 6, arbitrary: fc.string({unit: fc.constantFrom(...'abcxyz0189 ._-'), maxLength: 12})},
	{weight: 2, arbitrary: fc.constantFrom('   ', '─────', '│', '█▓▒░', 'nightly/2026-11-', '101.2 GiB')},
	{weight: 2, arbitrary: fc.constantFrom('日本語', '한국어', 'é', 'e\u0301', 'ą̊', 'สวัสดี', 'שלום')},
	{weight: 1, arbitrary: fc.constantFrom('●', '✓', '✗', '👍', '👩‍👧', '❤️', '🇨🇭', '◷', '▌')},
);

const style = fc.constantFrom(
	'',
	'',
	'',
	'1',
	'2',
	'7',
	'4',
	'31',
	'1;32',
	'48;5;236',
	'38;2;10;200;30',
	'7;2',
	'3;9',
	'97;44',
);

/** Lines of styled text. */
export const lines: fc.Arbitrary<Line> = fc.array(fc.record({text, style}), {maxLength: 5});

/** Steps from frame to frame. */
export const steps: fc.Arbitrary<Step> = fc.oneof(
	{weight: 6, arbitrary: fc.record({kind: fc.constant('scroll' as const), by: fc.integer({min: -5, max: 5})})},
	{weight: 4, arbitrary: fc.record({kind: fc.constant('select' as const), row: fc.nat(12)})},
	{weight: 2, arbitrary: fc.record({kind: fc.constant('side' as const), row: fc.nat(12), line: lines})},
	{weight: 2, arbitrary: fc.record({kind: fc.constant('line' as const), row: fc.nat(40), line: lines})},
	{weight: 1, arbitrary: fc.record({kind: fc.constant('list' as const), rows: fc.array(lines, {maxLength: 30})})},
	{
		weight: 1,
		arbitrary: fc.record({
			kind: fc.constant('resize' as const),
			columns: fc.integer({min: 1, max: 60}),
			rows: fc.integer({min: 1, max: 16}),
		}),
	},
	{weight: 1, arbitrary: fc.constant({kind: 'redraw' as const})},
	{weight: 1, arbitrary: fc.record({kind: fc.constant('short' as const), rows: fc.integer({min: 1, max: 16})})},
);

/** A screen of two panes side by side, the right one a list that scrolls: enough of ours to try the differ on. */
export type Model = {
	columns: number;
	rows: number;
	top: number;
	selected: number;
	side: Line[];
	list: Line[];
	/** How many rows the frame has, when it does not fill the screen. */
	height: number | undefined;
};

/** The model after a step. */
export const follow = (model: Model, step: Step): Model => {
	switch (step.kind) {
		case 'scroll':
			return {...model, top: Math.max(0, model.top + step.by), height: undefined};
		case 'select':
			return {...model, selected: step.row};
		case 'side':
			return {...model, side: model.side.with(step.row % model.side.length, step.line)};
		case 'line':
			return model.list.length === 0
				? model
				: {...model, list: model.list.with(step.row % model.list.length, step.line)};
		case 'list':
			return {...model, list: step.rows, top: 0};
		case 'resize':
			return {...model, columns: step.columns, rows: step.rows, height: undefined};
		case 'short':
			return {...model, height: step.rows < model.rows ? step.rows : undefined};
		case 'redraw':
			return model;
	}
};

/** A first screen. */
export const firstModel = (list: Line[]): Model => ({
	columns: 40,
	rows: 12,
	top: 0,
	selected: 0,
	side: Array.from({length: 6}, (_, row) => [{text: `vault ${row}`, style: row % 2 ? '' : '1'}]),
	list,
	height: undefined,
});
