import type {ErrorValue} from './errors/iceaxe-error.ts';

/** What became of the archives that were to be deleted: each is deleted, failed or left. */
export type Deletion = {
	deleted: number;
	failed: number;
	/** The first of those that failed, and why: of millions nobody reads all. */
	failures: {archiveId: string; name: string; error: ErrorValue}[];
	/** How many were not tried, because it was stopped or the service refuses all of them, or because there were too many for one turn. */
	left: number;
};
