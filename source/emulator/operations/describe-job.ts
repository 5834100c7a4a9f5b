import {refuse} from '../errors.ts';
import {operation} from '../operation.ts';
import {describeJob as describe} from '../world/job-description.ts';
import {findJob} from '../world/jobs.ts';

/** GET job (api-describe-job-get). */
export const describeJob = operation({
	action: 'DescribeJob',
	vault: 'existing',
	parameters: {},
	run: ({world, vault, path}) => {
		const job = findJob(world, vault, path.job!);
		if (!job) throw refuse.jobNotFound(path.job!);
		return {status: 200, json: describe(vault, job)};
	},
});
