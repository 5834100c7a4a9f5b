import type {ErrorValue} from './errors/iceaxe-error.ts';
import type {SkipReason} from './folder-upload.ts';
import type {Timestamp} from './timestamp.ts';

/** An upload is opened and completed by a request each. */
export const requestsBesideParts = 2;

/** A file, and what would become of it if it were uploaded. */
export type PlannedFile = {
	/** Absolute. */
	path: string;
	/** What its archive is called. A folder that is left out as a whole ends in `/`. */
	name: string;
	/** Bytes; null where it could not be looked at. */
	size: number | null;
	modified: Timestamp | null;
	skipped: SkipReason | null;
	/** Why it cannot be uploaded although it should be. */
	error: ErrorValue | null;
	/** Bytes of each of its parts but the last; null when it is left out. */
	partSize: number | null;
	/** How many requests its upload takes, from its beginning; 0 when it is left out. */
	requests: number;
};
