import type {EngineEvent} from '../model/events.ts';
import {foldAccount} from './account.ts';
import {foldInventory} from './inventories.ts';
import {foldJobs, foldManyJobs} from './jobs.ts';
import {foldLog} from './log.ts';
import type {State} from './state.ts';
import {foldManyTransfers, foldTransfers} from './transfers.ts';
import {foldVaults} from './vaults.ts';

type Told<Type> = Extract<EngineEvent, {type: Type}>;

/** The state without the vaults, jobs and transfers that are no more: each goes as if that had been told. */
const withoutOthers = (state: State, there: Told<'no-others'>): State => {
	const gone = <Item>(items: readonly Item[], idOf: (item: Item) => string, ids: readonly string[]): string[] => {
		const stay = new Set(ids);
		return items.map(idOf).filter((id) => !stay.has(id));
	};
	const events: EngineEvent[] = [
		...gone(state.vaults.vaults, ({vaultName}) => vaultName, there.vaultNames).map(
			(vaultName) => ({type: 'vault-gone', vaultName}) as const,
		),
		...gone(state.jobs, ({jobId}) => jobId, there.jobIds).map((jobId) => ({type: 'job-gone', jobId}) as const),
		...gone(state.transfers, ({transfer}) => transfer.transferId, there.transferIds).map(
			(transferId) => ({type: 'transfer-gone', transferId}) as const,
		),
	];
	return events.reduce(fold, state);
};

/** The state after an event. Each noun has its own slice; an event belongs to exactly one; the end of a snapshot to all. */
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
		case 'no-others':
			return withoutOthers(state, event);
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

/** So many transfers or jobs one after the other come only when a restore begins, or with a snapshot. */
const many = 32;

/** The state after some events. */
export const foldAll = (state: State, events: readonly EngineEvent[]): State => {
	let after = state;
	for (let at = 0; at < events.length; ) {
		const {type} = events[at]!;
		let end = at + 1;
		while (events[end]?.type === type) end++;
		const run = events.slice(at, end);
		if (run.length > many && type === 'transfer') after = foldManyTransfers(after, run as Told<'transfer'>[]);
		else if (run.length > many && type === 'job') after = foldManyJobs(after, run as Told<'job'>[]);
		else after = run.reduce(fold, after);
		at = end;
	}
	return after;
};
