import type {Clock} from '../../platform/clock.ts';
import type {Waits} from './outage.ts';

type Ending = {do: 'done'} | {do: 'stop'};
type Waiting = {do: 'wait'; until: number | null};

/**
 * Something that says what to do next, given the time; when a step has ended, it may say something else. And whether it can do what it does, or
 * waits for the service.
 */
export type Planner<Step extends {do: string}> = {next(now: number): Step; outage: {waits: Waits | null}};

/** A step that is work, not a wait or the end. */
export type WorkOf<Step extends {do: string}> = Exclude<Step, Ending | Waiting>;

const wait = async (wake: Promise<void>, until: number | null, clock: Clock): Promise<void> => {
	if (until === null) return await wake;
	const awake = new AbortController();
	const sleep = clock.sleep(until - clock.now(), awake.signal).catch(() => {});
	await Promise.race([wake, sleep]);
	awake.abort();
};

/**
 * Does what a planner says, as many steps at once as it begins, until it says `done` or `stop`, and returns that step.
 * `perform` tells the planner how a step ended. `onWaits` hears whenever it begins to wait for something else, or goes on.
 *
 * Whatever happens, nothing is under way any more when this settles: what the steps use may be closed.
 * @throws the signal's reason when it aborts; what `perform` throws, which it should not.
 */
export const runSteps = async <Step extends {do: string}>(takes: {
	planner: Planner<Step>;
	perform: (step: WorkOf<Step>) => Promise<void>;
	onWaits: (waits: Waits | null) => Promise<void>;
	clock: Clock;
	signal: AbortSignal;
}): Promise<Extract<Step, Ending>> => {
	const {planner, perform, onWaits, clock, signal} = takes;
	let told: Waits['for'] | undefined;
	const underWay = new Set<Promise<void>>();
	let bug: unknown;
	let wake = Promise.withResolvers<void>();
	const begin = (step: WorkOf<Step>) => {
		const work = perform(step)
			.catch((error) => {
				bug ??= error;
			})
			.finally(() => {
				underWay.delete(work);
				wake.resolve();
			});
		underWay.add(work);
	};
	const stop = () => wake.resolve();
	signal.addEventListener('abort', stop, {once: true});
	try {
		for (;;) {
			signal.throwIfAborted();
			if (bug !== undefined) throw bug;
			const step = planner.next(clock.now()) as Step | Waiting;
			if (step.do === 'done' || step.do === 'stop') return step as Extract<Step, Ending>;
			const {waits} = planner.outage;
			if (waits?.for !== told) {
				told = waits?.for;
				await onWaits(waits);
			}
			if (step.do !== 'wait') begin(step as WorkOf<Step>);
			else await wait(wake.promise, (step as Waiting).until, clock);
			wake = Promise.withResolvers();
		}
	} finally {
		signal.removeEventListener('abort', stop);
		await Promise.all(underWay);
	}
};
