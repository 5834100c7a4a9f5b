import type {Tier} from './job.ts';
import {largestExpeditedArchive} from './limits.ts';

/** What a person chooses a tier by (downloading-an-archive-two-steps). */
export type TierFacts = {
	tier: Tier;
	/** Usual time until the output is ready, milliseconds. */
	usual: {from: number; to: number};
	/** The largest archive that it is for, in bytes; null when there is none. */
	largestArchive: number | null;
};

const minute = 60_000;
const hour = 60 * minute;

/** All tiers, the cheapest first. */
export const tiers: readonly TierFacts[] = [
	{tier: 'Bulk', usual: {from: 5 * hour, to: 12 * hour}, largestArchive: null},
	{tier: 'Standard', usual: {from: 3 * hour, to: 5 * hour}, largestArchive: null},
	{
		tier: 'Expedited',
		usual: {from: minute, to: 5 * minute},
		largestArchive: largestExpeditedArchive,
	},
];

/** The facts of one tier. */
export const tierFacts = (tier: Tier): TierFacts => tiers.find((facts) => facts.tier === tier)!;

/** Whether a tier is for an archive of `size` bytes. */
export const tierTakes = (tier: Tier, size: number): boolean =>
	size <= (tierFacts(tier).largestArchive ?? Number.POSITIVE_INFINITY);

/** How long an inventory usually takes to be ready, milliseconds: not documented, observed to be about four hours. */
export const usualInventoryTime = 4 * hour;
