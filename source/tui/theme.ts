import {asciiGlyphs, type Glyphs, unicodeGlyphs} from './glyphs.ts';
import type {Tone} from './text/line.ts';
import type {Paint, Palette} from './text/paint.ts';

export const themeNames = ['terminal', 'dark', 'light', 'colour-blind', 'mono'] as const;
export type ThemeName = (typeof themeNames)[number];

/** How things look: the paint of each tone, and the signs. */
export type Look = {palette: Palette; glyphs: Glyphs; ascii: boolean};

const none: Paint = {on: [], off: []};
const bold: Paint = {on: ['1'], off: ['22']};
const faint: Paint = {on: ['2'], off: ['22']};
const underline: Paint = {on: ['4'], off: ['24']};
const inverse: Paint = {on: ['7'], off: ['27']};
const struck: Paint = {on: ['9'], off: ['29']};
/** Foregrounds and backgrounds: 0–15 are the terminal's own colours, which its owner chose; the others are fixed. */
const ink = (colour: number): Paint => ({
	on: [colour < 8 ? `${30 + colour}` : colour < 16 ? `${82 + colour}` : `38;5;${colour}`],
	off: ['39'],
});
const ground = (colour: number): Paint => ({
	on: [colour < 8 ? `${40 + colour}` : colour < 16 ? `${92 + colour}` : `48;5;${colour}`],
	off: ['49'],
});
const mix = (...paints: readonly Paint[]): Paint => ({
	on: paints.flatMap(({on}) => on),
	off: paints.flatMap(({off}) => off).reverse(),
});

/** What a theme chooses; the rest follows from it. */
type Colours = {
	accent: Paint;
	verified: Paint;
	attention: Paint;
	failed: Paint;
	dim: Paint;
	selected: Paint;
	bar: Paint;
	range: Paint;
};

const palette = ({accent, dim, verified, attention, failed, selected, bar, range}: Colours): Palette => ({
	plain: none,
	dim,
	strong: bold,
	accent,
	verified,
	attention,
	failed,
	gone: mix(dim, struck),
	selected,
	bar,
	range,
	border: dim,
	focus: accent,
	title: none,
	'focus-title': mix(bold, accent),
	cursor: inverse,
});

const palettes: Record<ThemeName, Palette> = {
	// Ground and ink are set together, so that a selection can be read on light and on dark terminals alike.
	terminal: palette({
		accent: ink(6),
		verified: ink(2),
		attention: ink(3),
		failed: ink(1),
		dim: faint,
		selected: mix(ground(6), ink(0)),
		bar: mix(ground(6), ink(14)),
		range: mix(ink(6), underline),
	}),
	dark: palette({
		accent: ink(80),
		verified: ink(78),
		attention: ink(221),
		failed: ink(203),
		dim: ink(245),
		selected: mix(ground(24), ink(231)),
		bar: mix(ground(24), ink(80)),
		range: mix(ground(237), ink(80)),
	}),
	light: palette({
		accent: ink(25),
		verified: ink(28),
		attention: ink(130),
		failed: ink(160),
		dim: ink(244),
		selected: mix(ground(153), ink(16)),
		bar: mix(ground(153), ink(25)),
		range: mix(ground(254), ink(25)),
	}),
	// Blue and orange are told apart by nearly everyone.
	'colour-blind': palette({
		accent: ink(183),
		verified: ink(39),
		attention: ink(227),
		failed: ink(208),
		dim: faint,
		selected: mix(ground(183), ink(16)),
		bar: mix(ground(183), ink(231)),
		range: mix(ink(183), underline),
	}),
	mono: palette({
		accent: bold,
		verified: none,
		attention: bold,
		failed: bold,
		dim: faint,
		selected: inverse,
		bar: inverse,
		range: underline,
	}),
};
// Without colours the frame alone would not show where one is.
const mono: Palette = {...palettes.mono, 'focus-title': mix(bold, inverse), focus: bold};

/** The tones, for whoever goes through all of them. */
export const tones = Object.keys(palettes.terminal) as Tone[];

/**
 * The look of a theme on a terminal. Without colours (the NO_COLOR convention, or a terminal that has none) it is `mono`, whatever was chosen;
 * where there are only the 16, the terminal's own.
 */
export const lookOf = (
	settings: {theme: ThemeName; ascii: boolean},
	terminal: {colours: 'none' | '16' | '256' | 'true'; unicode: boolean},
): Look => {
	const ascii = settings.ascii || !terminal.unicode;
	const theme = terminal.colours === '16' && settings.theme !== 'mono' ? 'terminal' : settings.theme;
	return {
		palette: terminal.colours === 'none' || theme === 'mono' ? mono : palettes[theme],
		glyphs: ascii ? asciiGlyphs : unicodeGlyphs,
		ascii,
	};
};
