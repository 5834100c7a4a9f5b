import {type Content, slice} from '../bodies/content.ts';
import {type InventoryOutput, inventoryOutput} from '../inventory/output.ts';
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
export const openOutput = (world: World, vault: Vault, job: Job): JobOutput => {
	const {about} = job;
	if (about.kind === 'inventory') {
		const content = recent(world, job.id) ?? inventoryOutput(world, vault, about);
		remember(world, job.id, content);
		return {content, type: about.format === 'CSV' ? 'text/csv' : 'application/json'};
	}
	const content = slice(openArchive(world, {...about, id: about.archive}), about.range);
	const output: JobOutput = {content, type: 'application/octet-stream', description: about.description};
	if (about.rangeTreeHash !== undefined) output.treeHash = about.rangeTreeHash;
	return output;
};

/** How many inventories stay laid out for the next of their ranges; laying one out looks at every uploaded archive. */
const mostRemembered = 8;
const remembered = new WeakMap<World, Map<string, InventoryOutput>>();

const recent = (world: World, id: string): InventoryOutput | undefined => remembered.get(world)?.get(id);

const remember = (world: World, id: string, output: InventoryOutput): void => {
	const outputs = remembered.get(world) ?? new Map<string, InventoryOutput>();
	remembered.set(world, outputs);
	outputs.delete(id);
	outputs.set(id, output);
	for (const oldest of [...outputs.keys()].slice(0, -mostRemembered)) outputs.delete(oldest);
};
