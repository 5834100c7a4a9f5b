import type {EngineEvent} from '../model/events.ts';
import type {Job} from '../model/job.ts';
import type {State} from './state.ts';

type JobEvent = Extract<EngineEvent, {type: 'job'}>;

/** The service's retrieval jobs, newest first. */
export const foldJobs = (state: State, event: Extract<EngineEvent, {type: 'job' | 'job-gone'}>): State => {
	if (event.type === 'job-gone') return {...state, jobs: state.jobs.filter((job) => job.jobId !== event.jobId)};
	const {job} = event;
	const at = state.jobs.findIndex((other) => other.jobId === job.jobId);
	if (at >= 0) return {...state, jobs: state.jobs.with(at, job)};
	// Events come mostly in order, so the place is near the front.
	const place = state.jobs.findIndex((other) => other.creationDate <= job.creationDate);
	return {...state, jobs: state.jobs.toSpliced(place < 0 ? state.jobs.length : place, 0, job)};
};

/** As {@link foldJobs} one by one, in one go: each alone would look through all that are there. */
export const foldManyJobs = (state: State, events: readonly JobEvent[]): State => {
	const known = new Map(state.jobs.map((job) => [job.jobId, job]));
	const fresh = new Map<string, Job>();
	for (const {job} of events) (known.has(job.jobId) ? known : fresh).set(job.jobId, job);
	// Of those that began at the same moment, the one that was told of last comes first.
	const jobs = [...[...fresh.values()].toReversed(), ...known.values()];
	return {
		...state,
		jobs: jobs.toSorted((a, b) => (a.creationDate < b.creationDate ? 1 : a.creationDate > b.creationDate ? -1 : 0)),
	};
};
