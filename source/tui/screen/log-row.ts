import {type LogRow, logRows} from '../panes/log/model.ts';
import {settled} from './list.ts';
import {paneList} from './places.ts';
import type {Screen} from './screen.ts';

/** The line under the cursor of the log. */
export const logRowHere = (screen: Screen): LogRow | undefined => {
	const {notices, calls} = screen.engine.getState();
	const {list, count, height} = paneList(screen, 'log');
	return logRows(notices, calls, screen.state.getState().filters.log)[settled(list, count, height).cursor];
};
