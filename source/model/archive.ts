import type {Timestamp} from './timestamp.ts';
import type {TreeHash} from './tree-hash.ts';

/** An archive: what the service knows of it, and the name that its description decodes to. */
export type Archive = {
	archiveId: string;
	/** Decoded from the description, safe to display and to use as a relative path. */
	name: string;
	/** As the uploader wrote it: hostile until shown to be harmless. */
	description: string;
	/** Bytes. */
	size: number;
	/** When it was uploaded. */
	created: Timestamp;
	treeHash: TreeHash;
	/** When the file itself was last changed, when its description says so. */
	modified: Timestamp | null;
	/** Which writer's form the description has: see model/descriptions. */
	format: string;
	compressed: boolean;
	encrypted: boolean;
};

/** Why a row differs from what the last inventory says. */
export type Newness = 'in-inventory' | 'uploaded-since' | 'deleted-since';

/** One line of an inventory pane. */
export type ArchiveRow = Archive & {
	marked: boolean;
	newness: Newness;
	/** How many archives of this name are there, where versions are folded into one row. */
	versions?: number;
};

/** Which archives an act is about: those marked in the vault (perhaps only those that the filter shows), or these. */
export type Selection = {marked: true; filter?: string} | {archiveIds: readonly string[]};
