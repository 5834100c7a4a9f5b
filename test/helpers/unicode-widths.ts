import type {IUnicodeVersionProvider} from '@xterm/headless';
import stringWidth from 'string-width';

const widths = new Map<number, 0 | 1 | 2>();

const wcwidth = (codepoint: number): 0 | 1 | 2 => {
	let width = widths.get(codepoint);
	if (width === undefined) {
		width = Math.min(2, stringWidth(String.fromCodePoint(codepoint))) as 0 | 1 | 2;
		widths.set(codepoint, width);
	}
	return width;
};

const joiner = 0x20_0d;

/**
 * Widths as a present-day terminal has them, in place of the emulator's own of 2010. What it packs into one number is its own format:
 * the state above bit 3, the width in bits 1 and 2, and in bit 0 whether the character joins the cell before it.
 */
export const presentDayWidths: IUnicodeVersionProvider = {
	version: 'present-day',
	wcwidth,
	charProperties: (codepoint, preceding) => {
		const precedingWidth = ((preceding >> 1) & 3) as 0 | 1 | 2;
		const afterJoiner = preceding >> 3 === joiner;
		const width = wcwidth(codepoint);
		const joins = preceding !== 0 && (width === 0 || afterJoiner);
		const total = joins ? Math.max(precedingWidth, codepoint === 0xfe_0f ? 2 : precedingWidth) : width;
		return (codepoint << 3) | (total << 1) | (joins ? 1 : 0);
	},
};
