import type {EngineEvent} from '../model/events.ts';
import type {State} from './state.ts';

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
