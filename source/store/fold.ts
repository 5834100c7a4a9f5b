import type {EngineEvent} from '../model/events.ts';
import {foldAccount} from './account.ts';
import {foldInventory} from './inventories.ts';
import {foldJobs} from './jobs.ts';
import {foldLog} from './log.ts';
import type {State} from './state.ts';
import {foldTransfers} from './transfers.ts';
import {foldVaults} from './vaults.ts';

/** The state after an event. Each noun has its own slice; an event belongs to exactly one. */
export const fold = (state: State, event: EngineEvent): State => {
	switch (event.type) {
		case 'account':
		case 'connection':
		case 'right':
			return foldAccount(state, event);
		case 'vaults':
		case 'vault':
		case 'vault-gone':
			return foldVaults(state, event);
		case 'inventory':
			return foldInventory(state, event);
		case 'job':
		case 'job-gone':
			return foldJobs(state, event);
		case 'transfer':
		case 'transfer-progress':
		case 'transfer-gone':
			return foldTransfers(state, event);
		case 'limits':
			return {...state, limits: event.limits};
		case 'act':
			// For whoever began it, and nobody else.
			return state;
		case 'notice':
		case 'call':
			return foldLog(state, event);
	}
};
