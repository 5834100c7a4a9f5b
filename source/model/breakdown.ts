/** A part of a vault and what it costs. */
export type Share = {
	label: string;
	archives: number;
	bytes: number;
	/** US dollars a month before tax, with the service's overhead for each archive; null when the region's price is not known. */
	monthly: number | null;
};

/** What a vault is made of, each by bytes, the largest first (ages: the youngest first). Our own changes are in it. */
export type Breakdown = {
	/** By top folder; {@link atTop} is what lies in none. */
	byFolder: Share[];
	byAge: Share[];
	/** By who wrote the description: see model/descriptions. */
	byFormat: Share[];
};

/** The label of archives that lie in no folder: no folder has this name. */
export const atTop = '/';

const day = 86_400_000;

/** Ages of archives by their upload, up to so many milliseconds; what is younger than 90 days is paid for that long anyhow. */
export const ages: readonly {label: string; upTo: number}[] = [
	{label: 'under 90 days', upTo: 90 * day},
	{label: '90 days to a year', upTo: 365 * day},
	{label: '1 to 2 years', upTo: 2 * 365 * day},
	{label: '2 to 5 years', upTo: 5 * 365 * day},
	{label: 'over 5 years', upTo: Number.POSITIVE_INFINITY},
];

/** Folders that are named one by one; the others are summed up. */
export const mostFolders = 100;
