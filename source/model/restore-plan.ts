import type {Tier} from './job.ts';

/** What a restore costs in US dollars by the price table in use; null where the table has no price for the region. */
export type RestoreCost = {retrieval: number | null; requests: number | null; transferOut: number | null};

/** One tier as a choice. */
export type TierChoice = {
	tier: Tier;
	/** Why it cannot be chosen, such as `2 archives are above 250 MB`; null when it can. */
	unavailable: string | null;
	/** Usual time to readiness in milliseconds, from and to. */
	usual: {from: number; to: number};
	cost: RestoreCost;
};

/** What a restore would do, before anything is asked of the service. */
export type RestorePlan = {
	vaultName: string;
	archives: number;
	bytes: number;
	/** How many of the chosen archives the filter hides on the screen. */
	hidden: number;
	/** Archives whose retrieval is already there or under way: no new job is paid for them. */
	reused: number;
	/** Absolute. */
	to: string;
	/** Bytes free where `to` is; null when it cannot be told. */
	free: number | null;
	/** Names of files that exist there already, at most ten, and how many there are. */
	existing: {count: number; names: string[]};
	tiers: TierChoice[];
	/** `2026-11-01`, the date of the price table. */
	pricesOf: string;
	region: string;
};
