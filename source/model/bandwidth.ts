import {invalidInput} from './errors/errors.ts';

/** A stretch of the day, in minutes since midnight by the machine's own time; one that ends before it begins goes over midnight. */
type Stretch = {from: number; to: number; rate: number | null};

/** How many bytes a second transfers may move together, by the hour of the day; null is no limit. */
export type Bandwidth = {usual: number | null; stretches: readonly Stretch[]};

export const unlimited: Bandwidth = {usual: null, stretches: []};

/** Less than this and parts take so long that the service gives them up. */
const least = 10_000;

/** A terabyte a second: a figure above is a slip of the hand. */
const most = 1e12;

const factors: Record<string, number> = {'': 1, k: 1e3, m: 1e6, g: 1e9};

const wrong = (text: string) =>
	invalidInput(
		`\`${text}\` is no bandwidth.`,
		'Say 20M for 20 MB/s, off for no limit, and other rates for hours of the day: 20M,08:00-18:00=2M.',
	);

const rateOf = (text: string, whole: string): number | null => {
	if (text === 'off') return null;
	const [, figure, unit] = /^(\d+(?:\.\d+)?)([kmg]?)$/.exec(text) ?? [];
	if (figure === undefined) throw wrong(whole);
	const rate = Math.round(Number(figure) * factors[unit!]!);
	if (rate < least)
		throw invalidInput(`${text} a second is too little for parts to arrive at all.`, 'Say 10k or more.');
	if (rate > most) throw invalidInput(`${text} a second is more than any line carries.`, 'Say off for no limit.');
	return rate;
};

const minutesOf = (text: string, whole: string): number => {
	const [, hours, minutes = '00'] = /^(\d{1,2})(?::(\d\d))?$/.exec(text) ?? [];
	const value = Number(hours) * 60 + Number(minutes);
	if (hours === undefined) throw wrong(whole);
	if (Number(minutes) > 59 || value > 24 * 60)
		throw invalidInput(`\`${text}\` is no time of the day.`, 'Times are written 00:00 to 24:00.');
	return value;
};

/**
 * Reads `20M`, `off`, `20M,08:00-18:00=2M,22:00-06:00=off`: a rate in bytes a second (k, M and G are thousands), and rates for hours of the
 * day, of which the first that fits counts.
 * @throws IceaxeError `invalid-input`
 */
export const parseBandwidth = (text: string): Bandwidth => {
	const words = text.toLowerCase().replaceAll(/\s/g, '').split(',');
	let usual: number | null | undefined;
	const stretches: Stretch[] = [];
	for (const word of words) {
		const [, from, to, rate] = /^([\d:]+)-([\d:]+)=(.+)$/.exec(word) ?? [];
		if (rate !== undefined)
			stretches.push({from: minutesOf(from!, text), to: minutesOf(to!, text), rate: rateOf(rate, text)});
		else if (usual === undefined) usual = rateOf(word, text);
		else throw wrong(text);
	}
	return {usual: usual ?? null, stretches};
};

const rateText = (rate: number | null): string => {
	if (rate === null) return 'off';
	const unit = (['G', 'M', 'k'] as const).find((one) => rate >= factors[one.toLowerCase()]!) ?? '';
	return `${Number((rate / factors[unit.toLowerCase()]!).toFixed(3))}${unit}`;
};

const timeText = (minutes: number): string =>
	`${String(Math.trunc(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** As {@link parseBandwidth} reads it, in one form for all ways to write it. */
export const bandwidthText = ({usual, stretches}: Bandwidth): string =>
	[rateText(usual), ...stretches.map(({from, to, rate}) => `${timeText(from)}-${timeText(to)}=${rateText(rate)}`)].join(
		',',
	);

const isIn = ({from, to}: Stretch, minute: number): boolean =>
	from <= to ? minute >= from && minute < to : minute >= from || minute < to;

/** Bytes a second at a minute of the day, counted from midnight; null for no limit. */
export const bandwidthAt = ({usual, stretches}: Bandwidth, minute: number): number | null => {
	const stretch = stretches.find((one) => isIn(one, minute));
	return stretch ? stretch.rate : usual;
};

/** A limit of transfers that belong together, such as those of one command, beside the one of all transfers. */
export type OwnLimit = {
	/** Transfers of the same group share the limit. */
	group: string;
	/** In a form that {@link parseBandwidth} reads. */
	bandwidth: string;
};

/** What limits all transfers together. */
export type TransferLimits = {
	/** In the form of {@link bandwidthText}. */
	bandwidth: string;
	/** Bytes a second that this means at present; null for no limit. */
	bytesPerSecond: number | null;
	/** Transfers whose bytes move at once. */
	transfersAtOnce: number;
	/** Chunks on their way for each of them, at most. */
	chunksAtOnce: number;
	/** How many calls with bytes the service or the line bears at once at present; null while nothing holds them back. */
	slowedTo: number | null;
};

/** A change of some of them; `bandwidth` in any form that {@link parseBandwidth} reads. */
export type LimitsChange = Partial<Omit<TransferLimits, 'bytesPerSecond' | 'slowedTo'>>;
