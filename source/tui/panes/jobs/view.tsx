import {useMemo} from 'react';
import {isDenied, jobsUnderWay} from '../../../store/selectors.ts';
import {Lines} from '../../components/lines.tsx';
import type {Rect} from '../../layout.ts';
import {useBeat, useEngine, useNow, useScreen, useScreenState} from '../../screen/use-screen.ts';
import type {Line} from '../../text/line.ts';
import {jobsLines} from './lines.ts';

/** Retrievals that the service works on, and those that ended. Their times tick. */
export const JobsPane = ({rect, title}: {rect: Rect; title: Line}) => {
	const {look} = useScreen();
	const now = useNow(1000);
	const {jobs, denied, starting, busy} = useEngine((state) => ({
		jobs: state.jobs,
		denied: isDenied(state)('glacier:ListJobs', null),
		starting: state.account === null && state.connection.state === 'unknown',
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
		() => jobsLines({rect, look, now, beat, title, jobs, denied, starting, ...screen}),
		[rect, look, now, beat, title, jobs, denied, starting, screen],
	);
	return <Lines rect={rect} lines={lines} />;
};
