import {isAbort} from '../../model/errors/errors.ts';
import {IceaxeError} from '../../model/errors/iceaxe-error.ts';
import type {Job} from '../../model/job.ts';
import type {Context} from '../context.ts';
import {mayHaveHappened, retryDelay} from '../failure.ts';
import {listJobs} from './job-list.ts';
import {newJob} from './new-job.ts';

const mostTries = 3;

/** What is to be started, and how it is called at the service, so that it is found again when the answer was lost. */
export type JobStart = {
	known: Pick<Job, 'vaultName' | 'action' | 'jobDescription'> & Partial<Job>;
	/** For a sentence: `the retrieval of photos.tar`. */
	what: string;
	initiate: (signal: AbortSignal) => Promise<{jobId: string}>;
};

/** The job that a start whose answer was lost has made; undefined when it has made none. */
const findStarted = async (
	context: Context,
	{known, what}: JobStart,
	signal: AbortSignal,
): Promise<Job | undefined> => {
	try {
		const jobs = await listJobs(context.glacier, known.vaultName, signal);
		return jobs.find((job) => job.jobDescription === known.jobDescription);
	} catch (error) {
		if (isAbort(error)) throw error;
		throw new IceaxeError('unreachable', `Whether ${what} has begun is not known.`, {
			hint: 'The answer was lost, and the jobs cannot be listed now. Try again later: a job that is there is used, not paid again.',
			cause: error,
		});
	}
};

/** Starts a job. One whose answer was lost is not started again before the service's list has shown that it is not there. */
export const startJob = async (context: Context, start: JobStart, signal: AbortSignal): Promise<Job> => {
	for (let tries = 1; ; tries++) {
		try {
			const {jobId} = await start.initiate(signal);
			return newJob(context, {...start.known, jobId});
		} catch (error) {
			if (!mayHaveHappened(error)) throw error;
			const started = await findStarted(context, start, signal);
			if (started) return started;
			if (tries === mostTries) throw error;
			await context.clock.sleep(retryDelay(tries, Math.random()), signal);
		}
	}
};
