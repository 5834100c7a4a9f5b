import {bytesText, percentText} from '../../model/format.ts';
import {isOver, type TransferState} from '../../model/transfer.ts';
import type {State} from '../../store/state.ts';
import type {Progress} from '../terminal/modes.ts';
import {trafficOf} from '../traffic-line.ts';
import type {Screen} from './screen.ts';

const ends: Partial<Record<TransferState, {upload: string; download: string}>> = {
	done: {upload: 'is in the vault, verified', download: 'is restored and verified'},
	failed: {upload: 'could not be uploaded', download: 'could not be restored'},
};

/** What came to its end since the last look, in sentences. */
const news = (state: State, known: Map<string, TransferState>): string[] => {
	const sentences: string[] = [];
	for (const {transfer} of state.transfers) {
		const {transferId, direction, name} = transfer;
		const before = known.get(transferId);
		known.set(transferId, transfer.state);
		// What was over when the screen opened is no news.
		if (before === undefined || isOver(before) || !isOver(transfer.state) || transfer.walkId) continue;
		const end = ends[transfer.state]?.[direction];
		if (end) sentences.push(`${name} ${end}`);
	}
	return sentences;
};

/**
 * How far the transfers are, for the terminal's own indicator: red when one of them has failed, yellow when all that would move waits, and nothing
 * when none would.
 */
const progressOf = (state: State): Progress | undefined => {
	const {moving, heldUp, done, size} = trafficOf(state);
	if (moving === 0 && heldUp === 0) return undefined;
	if (size === null) return {state: 'unmeasured'};
	const failed = state.transfers.some(({transfer}) => transfer.state === 'failed');
	return {state: failed ? 'failing' : moving === 0 ? 'waiting' : 'running', done: size === 0 ? 0 : done / size};
};

/** The same for the window's title. */
const titleOf = (state: State): string => {
	const {moving, done, size} = trafficOf(state);
	const failed = state.transfers.filter(({transfer}) => transfer.state === 'failed').length;
	const parts = [
		...(moving === 0 ? [] : [size === null ? bytesText(done) : percentText(done, size)]),
		...(failed === 0 ? [] : [`${failed} failed`]),
	];
	return ['iceaxe', parts.join(', ')].filter((part) => part !== '').join(' ');
};

/**
 * Tells the terminal how far the transfers are, in its title and its own indicator, and calls a person who is not watching when one of them has
 * come to its end.
 * @returns the way to stop.
 */
export const announce = (screen: Screen): (() => void) => {
	const known = new Map<string, TransferState>();
	const {terminal} = screen;
	news(screen.engine.getState(), known);
	const tell = () => {
		const sentences = news(screen.engine.getState(), known);
		const [first, ...more] = sentences;
		if (first) terminal.notify('iceaxe', more.length === 0 ? first : `${first}, and ${more.length} more`);
	};
	// Whether anything of it has changed is for the terminal to know.
	const showProgress = () => {
		const state = screen.engine.getState();
		terminal.setProgress(progressOf(state));
		terminal.setTitle(titleOf(state));
	};
	const stops = [screen.engine.subscribe(tell), screen.ticker.subscribe(showProgress)];
	showProgress();
	return () => {
		for (const stop of stops) stop();
	};
};
