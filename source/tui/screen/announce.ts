import {bytesText} from '../../model/format.ts';
import {isOver, type TransferState} from '../../model/transfer.ts';
import type {State} from '../../store/state.ts';
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
		if (before === undefined || isOver(before) || !isOver(transfer.state)) continue;
		const end = ends[transfer.state]?.[direction];
		if (end) sentences.push(`${name} ${end}`);
	}
	return sentences;
};

/**
 * Tells the terminal how far the transfers are, in its title and its own indicator, and calls a person who is not watching when one of them has
 * come to its end.
 * @returns the way to stop.
 */
export const announce = (screen: Screen): (() => void) => {
	const known = new Map<string, TransferState>();
	const {terminal} = screen;
	let shown = '';
	news(screen.engine.getState(), known);
	const tell = () => {
		const sentences = news(screen.engine.getState(), known);
		const [first, ...more] = sentences;
		if (first) terminal.notify('iceaxe', more.length === 0 ? first : `${first}, and ${more.length} more`);
	};
	const showProgress = () => {
		const {moving, done, size} = trafficOf(screen.engine.getState());
		const share = size === null ? 'unmeasured' : size === 0 ? 0 : done / size;
		const far = share === 'unmeasured' ? bytesText(done) : `${Math.floor(share * 100)} %`;
		const title = moving === 0 ? 'iceaxe' : `iceaxe ${far}`;
		if (title === shown) return;
		shown = title;
		terminal.setProgress(moving === 0 ? null : share, title);
	};
	const stops = [screen.engine.subscribe(tell), screen.ticker.subscribe(showProgress)];
	showProgress();
	return () => {
		for (const stop of stops) stop();
	};
};
