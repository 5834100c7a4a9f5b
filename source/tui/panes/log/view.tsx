import {useMemo} from 'react';
import {Lines} from '../../components/lines.tsx';
import type {Rect} from '../../layout.ts';
import {useEngine, useScreen, useScreenState} from '../../screen/use-screen.ts';
import {logLines} from './lines.ts';

/** What happened, and what was asked of the service. */
export const LogPane = ({rect}: {rect: Rect}) => {
	const {look, settings} = useScreen();
	const engine = useEngine(({notices, calls}) => ({notices, calls}));
	const screen = useScreenState(({focus, lists, filters, filtering}) => ({
		focused: focus === 'log',
		list: lists.log,
		filter: filters.log,
		filtering: filtering?.pane === 'log' ? filtering.field : null,
	}));
	const lines = useMemo(
		() => logLines({rect, look, logFile: settings.logFile, ...engine, ...screen}),
		[rect, look, settings, engine, screen],
	);
	return <Lines rect={rect} lines={lines} />;
};
