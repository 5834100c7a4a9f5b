import type {Timestamp} from './timestamp.ts';

/** What an engine has under way and would be missed. What waits for a person, such as a paused transfer, is not among it. */
export type Work = {
	/** Transfers that move, wait for their turn, or wait for something that comes by itself. */
	transfers: number;
	/** Downloads that wait for their retrieval. */
	retrievals: number;
	/** Of the transfers, uploads from pipes, which cannot be taken up again. */
	streams: number;
	/** Inventories on their way. */
	inventories: number;
};

export const isIdle = ({transfers, retrievals, inventories}: Work): boolean =>
	transfers + retrievals + inventories === 0;

/** What an engine in a process of its own says of itself. */
export type EngineStatus = {
	pid: number;
	version: string;
	/** Whose vaults: account, region and profile, in words. */
	account: string;
	started: Timestamp;
	/** Screens and commands that are attached. */
	faces: number;
	work: Work;
	/** Bytes of memory that its process has. */
	memory: number;
};
