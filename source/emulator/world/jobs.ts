import type {ByteRange} from '../../model/byte-range.ts';
import {jobOutputLifetime} from '../../model/limits.ts';
import {newJobId} from '../identifiers.ts';
import {inventoryOutput} from '../inventory/output.ts';
import type {InventoryFormat} from '../inventory/row.ts';
import {findArchive, releaseContent, type Stored} from './archives.ts';
import {announce} from './notifications.ts';
import {type Vault, vaultByNumber} from './vaults.ts';
import {fallsDue, now, type World} from './world.ts';

/** How fast an archive is fetched. */
export type Tier = 'Expedited' | 'Standard' | 'Bulk';

/** What an archive-retrieval job is about. */
export type Retrieval = {
	kind: 'archive';
	archive: string;
	size: number;
	treeHash: string;
	description: string;
	range: ByteRange;
	tier: Tier;
	/** The tree hash of the range, where it has one. */
	rangeTreeHash?: string;
	/** Where the bytes are, whatever becomes of the archive; absent when they are a formula. */
	stored?: Stored;
};

/** What an inventory-retrieval job is about; `change` and `date` are those of the inventory it gives out. */
export type InventoryRetrieval = {
	kind: 'inventory';
	format: InventoryFormat;
	date: number | null;
	change: number;
	/** Archives created from `start` on and before `end`, milliseconds. */
	start?: number;
	end?: number;
	limit?: number;
	/** Where the page starts and, once it is made, where the next one does. */
	marker?: string;
	nextMarker?: string;
	/** Bytes of the output, known when the job has succeeded. */
	size?: number;
};

/** A job, as it is kept. */
export type Job = {
	number: number;
	vault: number;
	id: string;
	status: 'InProgress' | 'Succeeded' | 'Failed';
	/** When it will be finished; once it is, when it will be forgotten. */
	due: number;
	created: number;
	completed?: number;
	description?: string;
	topic?: string;
	message: string;
	/** Why it will fail, if that is certain. */
	failure?: string;
	about: Retrieval | InventoryRetrieval;
};

/** What a job starts from. */
export type NewJob = Pick<Job, 'about' | 'description' | 'topic' | 'failure'> & {created?: number};

type JobRow = Pick<Job, 'number' | 'vault' | 'id' | 'status' | 'due'> & {document: string};
type Document = Omit<Job, keyof JobRow>;

const fromRow = ({document, ...row}: JobRow): Job => ({...row, ...(JSON.parse(document) as Document)});

const columns = 'number, vault, id, status, due, document';

/** Starts a job that will be finished after `delay`, and returns its id. */
export const startJob = (world: World, vault: Vault, delay: number, {created = now(world), ...job}: NewJob): string => {
	const id = newJobId();
	const {about} = job;
	const document: Document = {...job, created, message: 'Operation in progress.'};
	world.store.run(
		`INSERT INTO jobs (vault, id, status, due, content, pinned_change, document) VALUES (?, ?, 'InProgress', ?, ?, ?, ?)`,
		vault.number,
		id,
		created + delay,
		about.kind === 'archive' ? (about.stored?.content ?? null) : null,
		about.kind === 'inventory' ? about.change : null,
		JSON.stringify(document),
	);
	fallsDue(world, created + delay);
	return id;
};

/** The job of that id, unless it is forgotten. */
export const findJob = ({store}: World, vault: Vault, id: string): Job | undefined => {
	const row = store.get<JobRow>(`SELECT ${columns} FROM jobs WHERE id = ? AND vault = ?`, id, vault.number);
	return row && fromRow(row);
};

/** Jobs in the order of their start, from the number `from` on, at most `most` that pass the filter. */
export const jobsFrom = (
	{store}: World,
	vault: Vault,
	{
		from = 0,
		most = -1,
		statuses = ['InProgress', 'Succeeded', 'Failed'],
	}: {
		from?: number;
		most?: number;
		statuses?: Job['status'][];
	},
): Job[] =>
	store
		.all<JobRow>(
			`SELECT ${columns} FROM jobs WHERE vault = ? AND number >= ?
			AND status IN (SELECT value FROM json_each(?)) ORDER BY number LIMIT ?`,
			vault.number,
			from,
			JSON.stringify(statuses),
			most,
		)
		.map(fromRow);

const save = ({store}: World, {number, status, due, id: _, vault: __, ...document}: Job): void => {
	store.run(
		'UPDATE jobs SET status = ?, due = ?, document = ? WHERE number = ?',
		status,
		due,
		JSON.stringify(document),
		number,
	);
};

/** Finishes the jobs whose time has come, in order, and forgets those whose output has been kept for long enough. */
export const settleJobs = (world: World, moment: number): void => {
	for (;;) {
		const row = world.store.get<JobRow>(
			`SELECT ${columns} FROM jobs WHERE due <= ? ORDER BY due, number LIMIT 1`,
			moment,
		);
		if (!row) return;
		if (row.status === 'InProgress') finish(world, fromRow(row));
		else forget(world, row.number);
	}
};

/** Lets all jobs in progress fall due now. */
export const finishJobs = (world: World): void => {
	world.store.run(`UPDATE jobs SET due = ? WHERE status = 'InProgress'`, now(world));
	fallsDue(world, now(world));
};

const finish = (world: World, job: Job): void => {
	const vault = vaultByNumber(world, job.vault);
	const failure = failureOf(world, vault, job);
	if (failure === undefined) {
		job.status = 'Succeeded';
		job.message = 'Succeeded';
		if (job.about.kind === 'inventory') {
			const {size, nextMarker} = inventoryOutput(world, vault, job.about);
			job.about.size = size;
			if (nextMarker !== undefined) job.about.nextMarker = nextMarker;
		}
	} else {
		job.status = 'Failed';
		job.message = failure;
	}
	job.completed = job.due;
	job.due += jobOutputLifetime;
	save(world, job);
	fallsDue(world, job.due);
	announce(world, vault, job);
};

const failureOf = (world: World, vault: Vault, {about, failure}: Job): string | undefined => {
	if (failure !== undefined) return failure;
	if (about.kind === 'archive' && !findArchive(world, vault, about.archive)) {
		return 'The archive was deleted before it was retrieved.';
	}
	return undefined;
};

const forget = (world: World, number: number): void => {
	const row = world.store.get<{content: number | null}>('DELETE FROM jobs WHERE number = ? RETURNING content', number);
	if (row && row.content !== null) releaseContent(world, row.content);
};
