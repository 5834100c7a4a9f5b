import type {Tier} from '../job.ts';
import {archiveOverhead, shortestBilledStorage} from '../limits.ts';
import type {RestoreCost} from '../restore-plan.ts';
import {milliseconds, type Timestamp} from '../timestamp.ts';
import type {RegionPrices} from './price-list.ts';
import {prices20261101} from './prices-2026-11-01.ts';

/** The price list in use. */
export const prices = prices20261101;

/** One reason to pay. `amount` is `quantity` × `unitPrice`, US dollars. */
export type CostLine = {what: string; quantity: number; unit: string; unitPrice: number; amount: number};

/** What something costs, US dollars before tax, and why. */
export type Cost = {total: number; lines: CostLine[]};

const billedGigabyte = 2 ** 30;
const month = 30 * 24 * 3_600_000;

const regionPrices = (region: string): RegionPrices | undefined =>
	Object.hasOwn(prices.regions, region) ? prices.regions[region] : undefined;

const line = (what: string, quantity: number, unit: string, unitPrice: number): CostLine => ({
	what,
	quantity,
	unit,
	unitPrice,
	amount: quantity * unitPrice,
});

const sum = (lines: CostLine[]): Cost => ({total: lines.reduce((total, {amount}) => total + amount, 0), lines});

/** What is retrieved: how many archives, and their bytes together. */
export type Quantity = {count: number; bytes: number};

/** Retrieval jobs, one for each archive: the line for the bytes, then that for the requests. Null when the region's prices are not known. */
export const retrievalCost = ({count, bytes}: Quantity, tier: Tier, region: string): Cost | null => {
	const price = regionPrices(region)?.retrieval?.[tier];
	if (!price) return null;
	return sum([
		line('retrieval', bytes / billedGigabyte, 'GB', price.gigabyte),
		line('retrieval requests', count / 1000, '1,000 requests', price.requests),
	]);
};

/**
 * Data out to the internet. `already` is what the account has sent in this month; with the default of 0 the free 100 GB are taken for
 * unused. Null when the region's prices are not known, or not for so much.
 */
export const transferOutCost = (bytes: number, region: string, already = 0): Cost | null => {
	const bands = regionPrices(region)?.transferOut;
	if (!bands) return null;
	const lines: CostLine[] = [];
	let at = already / billedGigabyte;
	const end = at + bytes / billedGigabyte;
	for (const {upTo, price} of bands) {
		const within = Math.min(end, upTo) - at;
		if (within <= 0) continue;
		lines.push(line(price === 0 ? 'data out, free' : 'data out', within, 'GB', price));
		at += within;
	}
	return end > (bands.at(-1)?.upTo ?? 0) ? null : sum(lines);
};

/** A restore by one tier as the dialog shows it. */
export const restoreCost = (what: Quantity, tier: Tier, region: string): RestoreCost => {
	const retrieval = retrievalCost(what, tier, region);
	return {
		retrieval: retrieval?.lines[0]?.amount ?? null,
		requests: retrieval?.lines[1]?.amount ?? null,
		transferOut: transferOutCost(what.bytes, region)?.total ?? null,
	};
};

/**
 * A month of keeping. `bytes` are those of the archives themselves; 32 KiB of overhead for each is billed too.
 * A vault's own figure has the overhead in it: give no archives then. Null when the region's price is not known.
 */
export const storagePerMonth = (bytes: number, archives: number, region: string): Cost | null => {
	const price = regionPrices(region)?.storage;
	if (price == null) return null;
	return sum([
		line('storage', bytes / billedGigabyte, 'GB-month', price),
		line('overhead', (archives * archiveOverhead) / billedGigabyte, 'GB-month', price),
	]);
};

/** The requests of one upload in so many parts; beginning and completing it are requests too. Null when the region's price is not known. */
export const uploadCost = (parts: number, region: string): Cost | null => uploadRequestCost(parts + 2, region);

/** So many requests that upload. Null when the region's price is not known. */
export const uploadRequestCost = (requests: number, region: string): Cost | null => {
	const price = regionPrices(region)?.uploadRequests;
	if (price == null) return null;
	return sum([line('upload requests', requests / 1000, '1,000 requests', price)]);
};

/**
 * Deleting before 90 days: the rest of the 90 is paid at once, at the price of storage. `now` is milliseconds since 1970.
 * Null when the region's price is not known.
 */
export const earlyDeletionCost = (
	archives: Iterable<{size: number; created: Timestamp}>,
	now: number,
	region: string,
): Cost | null => {
	const price = regionPrices(region)?.storage;
	if (price == null) return null;
	let gigabyteMonths = 0;
	for (const {size, created} of archives) {
		const left = milliseconds(created) + shortestBilledStorage - now;
		if (left > 0) gigabyteMonths += ((size + archiveOverhead) / billedGigabyte) * (left / month);
	}
	return sum([line('early deletion', gigabyteMonths, 'GB-month', price)]);
};
