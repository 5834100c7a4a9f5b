import type {EngineEvent} from '../model/events.ts';
import type {State} from './state.ts';

type AccountEvent = Extract<EngineEvent, {type: 'account' | 'connection' | 'right'}>;

/** Who we are, whether the service answers, and what it lets us do. */
export const foldAccount = (state: State, event: AccountEvent): State => {
	if (event.type === 'account') return {...state, account: event.account};
	if (event.type === 'connection') return {...state, connection: {state: event.state, error: event.error}};
	const {right} = event;
	const known = state.rights.find(
		(other) => other.permission === right.permission && other.vaultName === right.vaultName,
	);
	if (known?.allowed === right.allowed) return state;
	return {...state, rights: [...state.rights.filter((other) => other !== known), right]};
};
