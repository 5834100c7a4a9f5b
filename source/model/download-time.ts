import {durationText, rateText} from './format.ts';

/** For so long the service keeps the output of a job at least, in milliseconds (api-job-output-get). */
const outputStays = 24 * 3_600_000;

/** What is known of how fast downloads will be, in bytes a second; null for what is not. */
export type KnownSpeed = {
	/** The narrowest limit that holds now. */
	limit: number | null;
	/** What they were when something moved last. */
	measured: number | null;
};

/** How long the bytes of a restore travel, in milliseconds, and what that was reckoned from. */
export type DownloadTime = {
	takes: number;
	rate: number;
	from: 'limit' | 'measured';
	/** Longer than the output stays: what has not come by then has to be retrieved again. */
	tooLong: boolean;
};

/** Null when nothing is known that it could be reckoned from. */
export const downloadTime = (bytes: number, {limit, measured}: KnownSpeed): DownloadTime | null => {
	const rate = Math.min(limit ?? Number.POSITIVE_INFINITY, measured ?? Number.POSITIVE_INFINITY);
	if (!Number.isFinite(rate) || rate <= 0) return null;
	const takes = (bytes / rate) * 1000;
	return {takes, rate, from: rate === limit ? 'limit' : 'measured', tooLong: takes > outputStays};
};

/** `about 1 h 05 m at the last measured 52 MB/s`. */
export const downloadTimeText = ({takes, rate, from}: DownloadTime): string =>
	`about ${durationText(takes)} at the ${from === 'limit' ? 'limit of' : 'last measured'} ${rateText(rate, {trim: true})}`;

/** What a person must know before paying for what cannot all be fetched. */
export const tooLongText =
	'That is longer than the output stays: what is not here by then asks for another retrieval, which costs again.';
