import type {Tier} from '../job.ts';

/** The price of data out to the internet in a month, up to so many GB of it. */
export type Band = {upTo: number; price: number};

/** What the service asks in one region, US dollars before tax. A GB is 2^30 bytes, as AWS bills it. Null: not known, never guessed. */
export type RegionPrices = {
	/** A GB kept for a month. */
	storage: number | null;
	/** 1,000 requests that upload. */
	uploadRequests: number | null;
	/** A GB retrieved, and 1,000 retrieval jobs. */
	retrieval: Readonly<Record<Tier, {gigabyte: number; requests: number}>> | null;
	/** One unit of provisioned capacity for a month. */
	provisionedUnit: number | null;
	/** Data out to the internet, cheapest use first; what lies beyond the last band has no known price. */
	transferOut: readonly Band[] | null;
};

/** The prices of one day. */
export type PriceList = {
	/** `2026-11-01`. */
	date: string;
	/** By the name of the region, such as `us-east-1`. A region of which nothing is known is absent. */
	regions: Readonly<Record<string, RegionPrices>>;
};
