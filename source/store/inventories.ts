import type {EngineEvent} from '../model/events.ts';
import type {State} from './state.ts';

/** What the catalog holds for each vault. Every event makes the windows over that vault stale. */
export const foldInventory = (state: State, event: Extract<EngineEvent, {type: 'inventory'}>): State => {
	const {inventory, progress} = event;
	const revision = (state.inventories[inventory.vaultName]?.revision ?? 0) + 1;
	return {...state, inventories: {...state.inventories, [inventory.vaultName]: {inventory, progress, revision}}};
};
