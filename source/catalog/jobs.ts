import type {Job} from '../model/job.ts';
import type {JobCatalog} from './catalog.ts';
import type {Database} from './database.ts';
import type {Queries} from './queries.ts';

/** The jobs that the service told of, by id. `nameOf` is what the catalog calls an archive. */
export const jobQueries = (
	database: Database,
	nameOf: (vaultName: string, archiveId: string) => string | undefined,
): Queries<JobCatalog> => ({
	list: () => database.all<{value: string}>('SELECT value FROM job').map(({value}) => JSON.parse(value) as Job),

	save: (jobs) =>
		database.transaction(() =>
			jobs.map((job) => {
				const known = job.archiveId === null ? undefined : nameOf(job.vaultName, job.archiveId);
				const named = {...job, name: known ?? knownName(database, job) ?? job.name};
				database.run(
					'INSERT INTO job (job_id, vault_name, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET vault_name = excluded.vault_name, value = excluded.value',
					job.jobId,
					job.vaultName,
					JSON.stringify(named),
				);
				return named;
			}),
		),

	keepOnly: (vaultName, jobIds) =>
		database.transaction(() => {
			const keep = new Set(jobIds);
			const gone = database
				.all<{job_id: string}>('SELECT job_id FROM job WHERE vault_name = ?', vaultName)
				.map((row) => row.job_id)
				.filter((jobId) => !keep.has(jobId));
			for (const jobId of gone) database.run('DELETE FROM job WHERE job_id = ?', jobId);
			return gone;
		}),
});

/** The name that was found at an earlier time: the archive may have gone from the catalog since. */
const knownName = (database: Database, job: Job): string | null => {
	const row = database.get<{value: string}>('SELECT value FROM job WHERE job_id = ?', job.jobId);
	return row ? (JSON.parse(row.value) as Job).name : null;
};
