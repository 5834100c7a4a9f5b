import type {Cell} from './screen.ts';

/** The colours of the pictured terminal: a dark one, as many have it. */
export const paper = '#15181e';
export const ink = '#d5d9e0';

const sixteen = [
	...['#242a35', '#e5646f', '#86c270', '#e3b34d', '#3a6fb0', '#b57edc', '#45b3c2', '#c3c9d4'],
	...['#5d6778', '#ff8189', '#a5dd8e', '#f5cd74', '#6ea4e8', '#cfa0f0', '#6fd3e0', '#ffffff'],
];

const hex = (value: number): string => value.toString(16).padStart(2, '0');

/** One of the 256 colours: 16 of the terminal's own, a cube of 6×6×6, and 24 greys. */
const indexed = (index: number): string => {
	if (index < 16) return sixteen[index]!;
	if (index >= 232) return `#${hex(8 + (index - 232) * 10).repeat(3)}`;
	const step = (digit: number) => hex(digit === 0 ? 0 : 55 + digit * 40);
	const place = index - 16;
	return `#${step(Math.floor(place / 36))}${step(Math.floor(place / 6) % 6)}${step(place % 6)}`;
};

const resolved = (colour: Cell['foreground'], fallback: string): string =>
	colour === 'default' ? fallback : typeof colour === 'number' ? indexed(colour) : colour;

/** `share` of the first colour over the second. */
const mixed = (first: string, second: string, share: number): string => {
	const channel = (colour: string, at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
	return `#${[1, 3, 5].map((at) => hex(Math.round(channel(first, at) * share + channel(second, at) * (1 - share)))).join('')}`;
};

/** The colours in which a cell is drawn. */
export const coloursOf = (cell: Cell): {foreground: string; background: string} => {
	const own = {foreground: resolved(cell.foreground, ink), background: resolved(cell.background, paper)};
	const {foreground, background} = cell.inverse ? {foreground: own.background, background: own.foreground} : own;
	return {foreground: cell.dim ? mixed(foreground, background, 0.55) : foreground, background};
};
