import {jobsPerPage} from '../../model/limits.ts';
import {refuse} from '../errors.ts';
import {operation} from '../operation.ts';
import {query, type Rule, withDefault} from '../parameters.ts';
import {numberMarker, oneOf, pageSize, writeNumberMarker} from '../requirements.ts';
import {describeJob} from '../world/job-description.ts';
import {type Job, jobsFrom} from '../world/jobs.ts';

const statuses = ['InProgress', 'Succeeded', 'Failed'] as const;

const statusCode: Rule<Job['status']> = (given) => {
	const status = statuses.find((each) => each === given);
	if (!status) throw refuse.jobStatus(String(given));
	return status;
};

/** GET jobs (api-jobs-get): those in progress and those whose output is still kept, in the order of their start. */
export const listJobs = operation({
	action: 'ListJobs',
	vault: 'existing',
	parameters: {
		limit: withDefault(query('limit', pageSize(jobsPerPage)), jobsPerPage),
		marker: withDefault(query('marker', numberMarker), 0),
		status: query('statuscode', statusCode),
		completed: query('completed', oneOf('true', 'false')),
	},
	run: ({world, vault, parameters: {limit, marker, status, completed}}) => {
		const wanted = statuses
			.filter((each) => status === undefined || each === status)
			.filter((each) => completed === undefined || (each !== 'InProgress') === (completed === 'true'));
		const jobs = jobsFrom(world, vault, {from: marker, most: limit + 1, statuses: wanted});
		const next = jobs[limit];
		return {
			status: 200,
			json: {
				JobList: jobs.slice(0, limit).map((job) => describeJob(vault, job)),
				Marker: next ? writeNumberMarker(next.number) : null,
			},
		};
	},
});
