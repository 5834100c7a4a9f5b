import {bytesStored, jobsUnderWay, traffic} from '../store/selectors.ts';
import {Lines} from './components/lines.tsx';
import {type Hint, hintLine, hintsOf} from './hint-line.ts';
import type {Layout, Rect} from './layout.ts';
import {topDialog} from './screen/state.ts';
import {useDrawn, useEngine, useRows, useScreen, useScreenState} from './screen/use-screen.ts';
import {statusEnd, statusLine} from './status-line.ts';
import {tabsLine} from './tabs-line.ts';
import {trafficLine, trafficOf} from './traffic-line.ts';

/** The line above: who and where and how much, or the tabs where there is room for one pane. */
export const StatusBar = ({layout}: {layout: Layout}) => {
	const {glyphs} = useScreen().look;
	const focus = useScreenState((state) => state.focus);
	const {status: rect, kind} = layout;
	const line = useDrawn((state) => {
		const picture = {
			account: state.account,
			connection: state.connection,
			rights: state.rights,
			...traffic(state),
			rates: state.traffic.rates,
			jobs: jobsUnderWay(state),
			bytes: bytesStored(state),
		};
		return kind === 'single'
			? tabsLine(focus, statusEnd(picture, rect.width, glyphs), rect.width)
			: statusLine(picture, rect.width, glyphs);
	});
	return <Lines rect={rect} lines={[line]} />;
};

/** While a filter is typed, most keys are its letters. */
const filterHints: readonly Hint[] = [
	{key: 'enter', word: 'keep'},
	{key: 'esc', word: 'give up'},
	{key: 'up down', word: 'move'},
];

/** The line below: keys that work here now, and what happened. */
export const HintBar = ({rect}: {rect: Rect}) => {
	const screen = useScreen();
	const state = useScreenState((whole) => whole);
	// What can be done now depends on what is under the cursor.
	useEngine(({transfers, jobs, vaults, rights, connection}) => ({
		// Their progress changes ten times a second and nothing that can be done.
		transfers: transfers.map(({transfer}) => `${transfer.transferId} ${transfer.state}`).join(),
		jobs,
		vaults,
		rights,
		connection,
	}));
	useRows(state.vaultName);
	const dialog = topDialog(state);
	// A dialog shows its keys itself.
	const hints = dialog ? [] : state.filtering ? filterHints : hintsOf(screen, state.focus);
	return <Lines rect={rect} lines={[hintLine(hints, state.toasts, rect.width, screen.look.glyphs)]} />;
};

/** All transfers in one line. */
export const TrafficBar = ({rect}: {rect: Rect}) => {
	const {look} = useScreen();
	const line = useDrawn((state) => trafficLine(trafficOf(state), rect.width, look.glyphs));
	return <Lines rect={rect} lines={[line]} />;
};
