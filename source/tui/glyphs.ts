/** The signs that are not letters. Each is one cell wide, so that one set can take another's place. */
export type Glyphs = {
	frame: {
		topLeft: string;
		topRight: string;
		bottomLeft: string;
		bottomRight: string;
		horizontal: string;
		vertical: string;
		/** The part of the right border that shows where in a long list one is. */
		thumb: string;
	};
	/** At the left of the row under the cursor: it is seen without colours too. */
	bar: string;
	mark: string;
	/** Of what is in it, some is marked. */
	someMarked: string;
	chunk: {verified: string; moving: string; retrying: string; waiting: string; failed: string};
	/** Of a bar that compares sizes. */
	size: string;
	/** A day: without an upload, with little to much, and without one that was due. */
	heat: {levels: readonly [string, string, string, string, string]; missed: string};
	/** From nothing to the greatest. */
	spark: readonly string[];
	spinner: readonly string[];
	upload: string;
	download: string;
	done: string;
	failed: string;
	paused: string;
	waiting: string;
	live: string;
	ascending: string;
	descending: string;
	/** Where something is left out of a text. */
	gap: string;
	/** Between two things on one line. */
	dot: string;
	/** In place of a number that is not known. */
	nothing: string;
	into: string;
};

export const unicodeGlyphs: Glyphs = {
	frame: {
		topLeft: '╭',
		topRight: '╮',
		bottomLeft: '╰',
		bottomRight: '╯',
		horizontal: '─',
		vertical: '│',
		thumb: '┃',
	},
	bar: '▌',
	mark: '●',
	someMarked: '○',
	chunk: {verified: '█', moving: '▓', retrying: '▒', waiting: '░', failed: '✗'},
	size: '▄',
	heat: {levels: ['·', '░', '▒', '▓', '█'], missed: '×'},
	spark: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
	spinner: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'],
	upload: '↑',
	download: '↓',
	done: '✓',
	failed: '✗',
	paused: '‖',
	waiting: '◷',
	live: '●',
	ascending: '↑',
	descending: '↓',
	gap: '…',
	dot: '·',
	nothing: '–',
	into: '→',
};

/** For terminals and locales without Unicode. */
export const asciiGlyphs: Glyphs = {
	frame: {
		topLeft: '+',
		topRight: '+',
		bottomLeft: '+',
		bottomRight: '+',
		horizontal: '-',
		vertical: '|',
		thumb: '#',
	},
	bar: '>',
	mark: '*',
	someMarked: 'o',
	chunk: {verified: '#', moving: '=', retrying: '~', waiting: '.', failed: 'x'},
	size: '=',
	heat: {levels: ['.', '-', '+', '*', '#'], missed: 'x'},
	spark: ['_', '.', ':', '-', '=', '+', '*', '#'],
	spinner: ['|', '/', '-', '\\'],
	upload: '^',
	download: 'v',
	done: '+',
	failed: 'x',
	paused: '=',
	waiting: 'o',
	live: '*',
	ascending: '^',
	descending: 'v',
	gap: '~',
	dot: '-',
	nothing: '-',
	into: '>',
};
