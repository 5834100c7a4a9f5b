import {useMemo} from 'react';
import {isDenied, isStalled, jobsUnderWay} from '../../../store/selectors.ts';
import type {State} from '../../../store/state.ts';
import {Lines} from '../../components/lines.tsx';
import type {Rect} from '../../layout.ts';
import {useBeat, useEngine, useNow, useScreen, useScreenState} from '../../screen/use-screen.ts';
import type {Line} from '../../text/line.ts';
import {type JobsPicture, jobsLines} from './lines.ts';

const waitsOf = ({account, connection, vaults}: State, asked: boolean): JobsPicture['waits'] => {
	if (isStalled(connection.state)) return 'unknown';
	if (account === null) return 'starting';
	if (asked) return 'asking';
	// Jobs are asked for vault by vault.
	return vaults.at === null ? 'unknown' : null;
};

/** Retrievals that the service works on, and those that ended. Their times tick. */
export const JobsPane = ({rect, title}: {rect: Rect; title: Line}) => {
	const {look} = useScreen();
	const now = useNow(1000);
	const asked = useScreenState(({refreshing, greeted}) => !greeted || refreshing?.pane === 'jobs');
	const {jobs, denied, waits, busy} = useEngine((state) => ({
		jobs: state.jobs,
		denied: isDenied(state)('glacier:ListJobs', null),
		waits: waitsOf(state, asked),
		busy: jobsUnderWay(state) > 0,
	}));
	const beat = useBeat(busy);
	const screen = useScreenState(({focus, lists, filters, filtering}) => ({
		focused: focus === 'jobs',
		list: lists.jobs,
		filter: filters.jobs,
		filtering: filtering?.pane === 'jobs' ? filtering.field : null,
	}));
	const lines = useMemo(
		() => jobsLines({rect, look, now, beat, title, jobs, denied, waits, ...screen}),
		[rect, look, now, beat, title, jobs, denied, waits, screen],
	);
	return <Lines rect={rect} lines={lines} />;
};
