import {isDeepStrictEqual} from 'node:util';
import type {EngineEvent} from '../model/events.ts';
import type {InventoryState, State} from './state.ts';

type InventoryEvent = Extract<EngineEvent, {type: 'inventory'}>;

/** Whether no more is told than that an import has gone on: what comes of it is not shown yet. */
const isOnlyProgress = (known: InventoryState, {inventory, progress}: InventoryEvent): boolean =>
	progress?.step === 'importing' &&
	known.progress?.step === 'importing' &&
	progress.early === known.progress.early &&
	!isDeepStrictEqual(progress, known.progress) &&
	isDeepStrictEqual(inventory, known.inventory);

/** What the catalog holds for each vault. Every event makes the windows over that vault stale, unless it says otherwise. */
export const foldInventory = (state: State, event: InventoryEvent): State => {
	const {inventory, progress} = event;
	const known = state.inventories[inventory.vaultName];
	const revision = known ? known.revision + (isOnlyProgress(known, event) ? 0 : 1) : 1;
	return {...state, inventories: {...state.inventories, [inventory.vaultName]: {inventory, progress, revision}}};
};
