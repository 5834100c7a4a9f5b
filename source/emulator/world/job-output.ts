import {type Content, slice} from '../bodies/content.ts';
import {inventoryOutput} from '../inventory/output.ts';
import {openArchive} from './archives.ts';
import type {Job} from './jobs.ts';
import type {Vault} from './vaults.ts';
import type {World} from './world.ts';

/** What a job has put out. */
export type JobOutput = {
	content: Content;
	/** Its media type. */
	type: string;
	/** The archive's, for its header. */
	description?: string;
	/** The tree hash of all of it, where it has one: then parts of it that are subtrees have one as well. */
	treeHash?: string;
};

/** The output of a job that has succeeded. */
export const openOutput = (world: World, vault: Vault, {about}: Job): JobOutput => {
	if (about.kind === 'inventory') {
		const type = about.format === 'CSV' ? 'text/csv' : 'application/json';
		return {content: inventoryOutput(world, vault, about), type};
	}
	const content = slice(openArchive(world, {...about, id: about.archive}), about.range);
	const output: JobOutput = {content, type: 'application/octet-stream', description: about.description};
	if (about.rangeTreeHash !== undefined) output.treeHash = about.rangeTreeHash;
	return output;
};
