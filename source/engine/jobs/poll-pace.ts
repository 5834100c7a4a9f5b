import type {Tier} from '../../model/job.ts';

const minute = 60_000;

/** The longest wait between two looks, in the service's time, as its guide advises; inventories take as long as Standard. */
const longest: Record<Tier, number> = {Expedited: minute / 2, Standard: 15 * minute, Bulk: 15 * minute};

/** The shortest, in this machine's time. */
const shortest = 1000;

/**
 * How long to wait before looking at a job again, in milliseconds of this machine.
 *
 * A second at first, then a quarter of the time that it is watched: a job of two seconds is noticed within one more, one of four hours
 * within the quarter of an hour that its tier allows. `speed` is how many times faster than this machine's the service's clock runs.
 */
export const pollDelay = ({watched, tier, speed}: {watched: number; tier: Tier | null; speed: number}): number =>
	Math.max(shortest, Math.min(watched / 4, longest[tier ?? 'Standard'] / speed));
