import type {EngineEvent} from '../model/events.ts';
import type {State} from './state.ts';

/** What the log pane keeps; the log file keeps all. */
const mostNotices = 500;
const mostCalls = 500;

/** What happened, newest last. */
export const foldLog = (state: State, event: Extract<EngineEvent, {type: 'notice' | 'call'}>): State =>
	event.type === 'notice'
		? {...state, notices: [...state.notices.slice(1 - mostNotices), event.notice]}
		: {...state, calls: [...state.calls.slice(1 - mostCalls), event.call]};
