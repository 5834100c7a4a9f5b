import {traffic} from './selectors.ts';
import {emptyState, type State, type TrafficHistory} from './state.ts';

/** How many rates a sparkline remembers. */
export const mostRates = 32;
/** The engine samples about ten times a second; a sparkline of seconds says more. */
export const samplesPerRate = 10;

/** The history when a sample of one transfer comes. What moves is sampled in rounds, so a round is over when one of them comes again. */
export const afterSample = (state: State, transferId: string): TrafficHistory => {
	const {rates, rounds, heard} = state.traffic;
	if (!heard.includes(transferId)) return {rates, rounds, heard: [...heard, transferId]};
	const told = rounds % samplesPerRate === 0 ? [...rates, traffic(state).rate].slice(-mostRates) : rates;
	return {rates: told, rounds: rounds + 1, heard: [transferId]};
};

/** The history when transfers came, went or changed: it begins anew when none moves. */
export const afterChange = (state: State): TrafficHistory =>
	state.traffic === emptyState.traffic || state.transfers.some(({transfer}) => transfer.state === 'moving')
		? state.traffic
		: emptyState.traffic;
