/** Size of a cell, in pixels. */
export const cellWidth = 9;
export const cellHeight = 20;

const middleX = cellWidth / 2;
const middleY = cellHeight / 2;

/** Which arms of a cross a line character has: up, right, down, left; 2 is a heavy one. */
const arms: Record<string, [up: number, right: number, down: number, left: number]> = {
	'─': [0, 1, 0, 1],
	'│': [1, 0, 1, 0],
	'┌': [0, 1, 1, 0],
	'┐': [0, 0, 1, 1],
	'└': [1, 1, 0, 0],
	'┘': [1, 0, 0, 1],
	'├': [1, 1, 1, 0],
	'┤': [1, 0, 1, 1],
	'┬': [0, 1, 1, 1],
	'┴': [1, 1, 0, 1],
	'┼': [1, 1, 1, 1],
	'━': [0, 2, 0, 2],
	'┃': [2, 0, 2, 0],
	'┏': [0, 2, 2, 0],
	'┓': [0, 0, 2, 2],
	'┗': [2, 2, 0, 0],
	'┛': [2, 0, 0, 2],
	'╴': [0, 0, 0, 1],
	'╵': [1, 0, 0, 0],
	'╶': [0, 1, 0, 0],
	'╷': [0, 0, 1, 0],
};

/** Rounded corners: where they begin and end, at the edges of the cell. */
const corners: Record<string, string> = {
	'╭': `M${middleX} ${cellHeight}V${middleY + 4}Q${middleX} ${middleY} ${cellWidth} ${middleY}`,
	'╮': `M${middleX} ${cellHeight}V${middleY + 4}Q${middleX} ${middleY} 0 ${middleY}`,
	'╰': `M${middleX} 0V${middleY - 4}Q${middleX} ${middleY} ${cellWidth} ${middleY}`,
	'╯': `M${middleX} 0V${middleY - 4}Q${middleX} ${middleY} 0 ${middleY}`,
};

const stroke = (path: string, colour: string, width: number): string =>
	`<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}"/>`;

const box = (x: number, y: number, width: number, height: number, colour: string, opacity = 1): string =>
	`<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${colour}"${opacity === 1 ? '' : ` fill-opacity="${opacity}"`}/>`;

/**
 * Lines and blocks as shapes, so that they meet whatever the font has.
 * @returns nothing for a character that the font draws.
 */
export const shapeOf = (character: string, colour: string): string | undefined => {
	const corner = corners[character];
	if (corner) return stroke(corner, colour, 1.2);
	const cross = arms[character];
	if (cross) {
		const ends = [`V0`, `H${cellWidth}`, `V${cellHeight}`, `H0`];
		return cross
			.map((weight, side) =>
				weight ? stroke(`M${middleX} ${middleY}${ends[side]}`, colour, weight === 2 ? 2.6 : 1.2) : '',
			)
			.join('');
	}
	const code = character.codePointAt(0)!;
	// Eighths from below, ▁ to █.
	if (code >= 0x25_81 && code <= 0x25_88) {
		const height = (cellHeight * (code - 0x25_80)) / 8;
		return box(0, cellHeight - height, cellWidth, height, colour);
	}
	// Eighths from the left, ▉ to ▏.
	if (code >= 0x25_89 && code <= 0x25_8f) return box(0, 0, (cellWidth * (0x25_90 - code)) / 8, cellHeight, colour);
	if (character === '▀') return box(0, 0, cellWidth, cellHeight / 2, colour);
	if (character === '▐') return box(cellWidth / 2, 0, cellWidth / 2, cellHeight, colour);
	const shade = '░▒▓'.indexOf(character);
	return shade >= 0 ? box(0, 0, cellWidth, cellHeight, colour, [0.22, 0.45, 0.7][shade]!) : undefined;
};
