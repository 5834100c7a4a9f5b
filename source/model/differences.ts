import type {Archive} from './archive.ts';
import type {Timestamp} from './timestamp.ts';

/** Archives that only the newer of two inventories lists, or only the older one. */
export type DifferenceKind = 'added' | 'gone';

/** A question for what two inventories of a vault differ in: the present one, and the one that it replaced. */
export type DifferenceQuery = {vaultName: string; kind: DifferenceKind; offset: number; limit: number};

export type DifferenceSums = {archives: number; bytes: number};

/** A window over the differences, in the order of names. */
export type DifferenceWindow = {
	query: DifferenceQuery;
	rows: Archive[];
	/** Rows of the query's kind. */
	total: number;
	/** Of both kinds. */
	added: DifferenceSums;
	gone: DifferenceSums;
	/** When the service made the older inventory and the present one; null where the output did not say. */
	before: Timestamp | null;
	now: Timestamp | null;
};
