import {isHeldUp} from '../../../model/transfer.ts';
import {Lines} from '../../components/lines.tsx';
import type {Rect} from '../../layout.ts';
import {useDrawn, useEngine, useNow, useScreen, useScreenState} from '../../screen/use-screen.ts';
import type {Line} from '../../text/line.ts';
import {transfersLines} from './lines.ts';

/** Ages of what is done are told in minutes, how long something is held up in seconds; what moves is drawn anew by its own samples. */
const steps = {usual: 60_000, heldUp: 1000};

/** Uploads and downloads. */
export const TransfersPane = ({rect, title}: {rect: Rect; title: Line}) => {
	const {look} = useScreen();
	const heldUp = useEngine(({transfers}) => transfers.some(({transfer}) => isHeldUp(transfer)));
	const now = useNow(heldUp ? steps.heldUp : steps.usual);
	const screen = useScreenState(({focus, lists, filters, filtering}) => ({
		focused: focus === 'transfers',
		list: lists.transfers,
		filter: filters.transfers,
		filtering: filtering?.pane === 'transfers' ? filtering.field : null,
	}));
	const lines = useDrawn(({account, transfers, jobs, traffic, limits, connection}) =>
		transfersLines({
			starting: account === null && connection.state === 'unknown',
			...{rect, look, now, title, connection: connection.state, ...screen},
			...{
				entries: transfers,
				jobs,
				rates: traffic.rates,
				limit: limits?.bytesPerSecond ?? null,
				slowedTo: limits?.slowedTo ?? null,
			},
		}),
	);
	return <Lines rect={rect} lines={lines} />;
};
