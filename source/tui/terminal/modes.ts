import {displayText} from '../../model/names/display-text.ts';
import type {Capabilities} from './capabilities.ts';
import {throughMultiplexer} from './passthrough.ts';

/** How far along everything is, for the terminal's own indicator (a task bar, a tab). */
export type Progress = {state: 'running' | 'failing' | 'waiting' /** 0 to 1. */; done: number} | {state: 'unmeasured'};

/** What we switch on in the terminal beside what Ink does, and switch off again on every way out. */
export interface Modes {
	/** Switches on what is wanted: at the start, and after somebody else had the terminal. */
	enter(): void;
	/** Undoes everything at once. What is wanted is remembered for `enter`. */
	leave(): void;
	/** The window's title; undefined gives back the one before. */
	setTitle(title: string | undefined): void;
	/** The terminal's progress indicator; undefined takes it away. */
	setProgress(progress: Progress | undefined): void;
	/** Clicks and the wheel come to us; the terminal's own selection of text needs Shift then. Off at the start. */
	setMouse(on: boolean): void;
}

const esc = '\u001b';
const bell = '\u0007';

const bracketedPaste = {on: `${esc}[?2004h`, off: `${esc}[?2004l`};
const focusReports = {on: `${esc}[?1004h`, off: `${esc}[?1004l`};
const mouse = {on: `${esc}[?1000h${esc}[?1006h`, off: `${esc}[?1006l${esc}[?1000l`};
const titles = {push: `${esc}[22;2t`, pop: `${esc}[23;2t`};

const titleSequence = (title: string): string => `${esc}]2;${title}${bell}`;

const longestTitle = 200;

const progressStates = {running: 1, failing: 2, unmeasured: 3, waiting: 4};

const progressSequence = (progress: Progress | undefined): string => {
	if (!progress) return `${esc}]9;4;0${bell}`;
	const percent = 'done' in progress ? Math.max(0, Math.min(100, Math.floor(progress.done * 100))) : 0;
	return `${esc}]9;4;${progressStates[progress.state]};${percent}${bell}`;
};

/** A progress that fades is said again this often, in milliseconds. */
const sayAgain = 10_000;

/**
 * The modes of the terminal behind `write`.
 * @param options.progress what the terminal makes of `OSC 9;4`
 * @param options.multiplexer what is between us and the terminal; titles it takes itself, progress it must hand on
 * @param options.now milliseconds, from anywhere
 */
export const createModes = (
	write: (text: string) => void,
	{progress: indicator, multiplexer, now}: Pick<Capabilities, 'progress' | 'multiplexer'> & {now: () => number},
): Modes => {
	let isIn = false;
	let isTitleOurs = false;
	let title: string | undefined;
	let progress = '';
	let saidAt = 0;
	let isMouseOn = false;

	const writeTitle = () => {
		if (title === undefined) return;
		write((isTitleOurs ? '' : titles.push) + titleSequence(title));
		isTitleOurs = true;
	};

	const giveTitleBack = () => {
		// Where titles cannot be pushed, an empty one lets the shell set its own.
		if (isTitleOurs) write(titleSequence('') + titles.pop);
		isTitleOurs = false;
	};

	const writeProgress = (sequence: string) => {
		write(throughMultiplexer(sequence || progressSequence(undefined), multiplexer));
		saidAt = now();
	};

	return {
		enter: () => {
			if (isIn) return;
			isIn = true;
			write(bracketedPaste.on + focusReports.on + (isMouseOn ? mouse.on : ''));
			writeTitle();
			if (progress) writeProgress(progress);
		},
		leave: () => {
			if (!isIn) return;
			isIn = false;
			if (progress) writeProgress('');
			giveTitleBack();
			write((isMouseOn ? mouse.off : '') + focusReports.off + bracketedPaste.off);
		},
		setTitle: (wanted) => {
			const next = wanted === undefined ? undefined : displayText(wanted).slice(0, longestTitle);
			if (next === title) return;
			title = next;
			if (!isIn) return;
			if (title === undefined) giveTitleBack();
			else writeTitle();
		},
		setProgress: (wanted) => {
			if (indicator === 'none') return;
			const next = wanted ? progressSequence(wanted) : '';
			const faded = indicator === 'fading' && next !== '' && now() - saidAt >= sayAgain;
			if (next === progress && !faded) return;
			progress = next;
			if (isIn) writeProgress(next);
		},
		setMouse: (on) => {
			if (on === isMouseOn) return;
			isMouseOn = on;
			if (isIn) write(on ? mouse.on : mouse.off);
		},
	};
};
