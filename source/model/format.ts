import {milliseconds, type Timestamp} from './timestamp.ts';

/** How a figure is written where there is a reason to write it otherwise. */
export type TextOptions = {
	/** No character outside ASCII. */
	ascii?: boolean;
	/** No `.0`: for sentences, where nothing has to line up. */
	trim?: boolean;
};

/** What stands for a figure that nobody knows: an en dash, or `-`. */
const unknownText = ({ascii = false}: TextOptions): string => (ascii ? '-' : '–');

/** Commas between thousands. Not `toLocaleString`, which is slow in a table of many rows. */
const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** Divides by `base` while more than that would be written: 1023.96 KiB are 1.0 MiB, not 1024.0 KiB. */
const scaled = <Unit extends string>(
	value: number,
	base: number,
	units: readonly Unit[],
): {value: number; unit: Unit} => {
	let at = 0;
	let rest = value;
	while (at < units.length - 1 && Math.round(rest * (at === 0 ? 1 : 10)) >= base * (at === 0 ? 1 : 10)) {
		rest /= base;
		at++;
	}
	return {value: rest, unit: units[at]!};
};

const oneDecimal = (value: number, {trim = false}: TextOptions): string => {
	const text = value.toFixed(1);
	return trim && text.endsWith('.0') ? text.slice(0, -2) : text;
};

const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

const bytesParts = (bytes: number, options: TextOptions): [figure: string, unit: (typeof byteUnits)[number]] => {
	const {value, unit} = scaled(bytes, 1024, byteUnits);
	return [unit === 'B' ? String(Math.round(value)) : oneDecimal(value, options), unit];
};

/** `312 B`, `4.0 KiB`, `101.2 GiB`: units of 1,024, one decimal above bytes. */
export const bytesText = (bytes: number | null, options: TextOptions = {}): string =>
	bytes === null ? unknownText(options) : bytesParts(bytes, options).join(' ');

/** How wide {@link bytesColumn} is. */
export const bytesColumnWidth = 10;

/** Bytes for a column: figures end and units begin in the same place, ` 101.2 GiB` above `   512 B  `. */
export const bytesColumn = (bytes: number | null, options: TextOptions = {}): string => {
	const [figure, unit] = bytes === null ? [unknownText(options), ''] : bytesParts(bytes, {...options, trim: false});
	return `${figure.padStart(6)} ${unit.padEnd(3)}`;
};

/** Bytes where each cell counts: `9.8 T`, `88.1 G`, `512 B`. */
export const shortBytesText = (bytes: number | null, options: TextOptions = {}): string =>
	bytesText(bytes, options).replace('iB', '');

const rateUnits = ['B/s', 'kB/s', 'MB/s', 'GB/s', 'TB/s'] as const;

/** A rate in decimal units, as networks are measured: `41.3 MB/s`, from 100 on without a decimal. Infinity is not known. */
export const rateText = (bytesPerSecond: number | null, options: TextOptions = {}): string => {
	if (bytesPerSecond === null || !Number.isFinite(bytesPerSecond)) return unknownText(options);
	const {value, unit} = scaled(bytesPerSecond, 1000, rateUnits);
	const whole = unit === 'B/s' || Math.round(value * 10) >= 1000;
	return `${whole ? Math.round(value) : oneDecimal(value, options)} ${unit}`;
};

/** `9,812,330`. */
export const countText = (count: number | null, options: TextOptions = {}): string =>
	count === null ? unknownText(options) : grouped(String(Math.round(count)));

/** A count where each cell counts: `1,204`, and from a million on `8.1 M`. */
export const shortCountText = (count: number | null, options: TextOptions = {}): string => {
	if (count === null || count < 1_000_000) return countText(count, options);
	const {value, unit} = scaled(count / 1_000_000, 1000, ['M', 'G']);
	return `${oneDecimal(value, options)} ${unit}`;
};

/** `1 archive`, `2 archives`, `9,812 archives`. */
export const countedText = (count: number, one: string, many = `${one}s`): string =>
	`${countText(count)} ${count === 1 ? one : many}`;

/** `1 row could not be read and was left out.` */
export const leftOutText = (count: number, one: string): string =>
	`${countedText(count, one)} could not be read and ${count === 1 ? 'was' : 'were'} left out.`;

/** `62 %`. Rounded down, so that 100 % is said only of what is done; all of nothing is 100 %. */
export const percentText = (part: number, whole: number): string =>
	`${whole <= 0 ? 100 : Math.floor((Math.min(part, whole) / whole) * 100)} %`;

/** `$2.02`, and `under $0.01` for what would round to nothing. */
export const dollarsText = (dollars: number | null, options: TextOptions = {}): string =>
	dollarsColumn(dollars, options).replace('<', 'under ');

/** Dollars for a column: `$2.02`, `<$0.01`. */
export const dollarsColumn = (dollars: number | null, options: TextOptions = {}): string => {
	if (dollars === null) return unknownText(options);
	return dollars > 0 && dollars < 0.01 ? '<$0.01' : `$${grouped(dollars.toFixed(2))}`;
};

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365.25 * day;

/**
 * How long ago, or for how long still, in one unit and never longer than it is: `42 s`, `12 min`, `31 h`, `3 d`, `14 y`. Hours last for two
 * days, because a day and a half matters to a backup, and days for two years. Less than nothing is nothing, for clocks differ.
 */
export const ageText = (length: number | null, options: TextOptions = {}): string => {
	if (length === null || !Number.isFinite(length)) return unknownText(options);
	const left = Math.max(0, length);
	if (left < minute) return `${Math.floor(left / second)} s`;
	if (left < hour) return `${Math.floor(left / minute)} min`;
	if (left < 2 * day) return `${Math.floor(left / hour)} h`;
	return left < 2 * year ? `${Math.floor(left / day)} d` : `${Math.floor(left / year)} y`;
};

/** An {@link ageText} where nothing ticks by the second: `0 min` in the first minute. */
export const minutesText = (length: number | null, options: TextOptions = {}): string =>
	length !== null && length < minute ? '0 min' : ageText(length, options);

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** A stretch of milliseconds in at most two units, never longer than it is: `42 s`, `12 min`, `2 h 05 m`, `3 d 04 h`. Infinity is not known. */
export const durationText = (length: number | null, options: TextOptions = {}): string => {
	if (length === null || !Number.isFinite(length)) return unknownText(options);
	const left = Math.max(0, length);
	if (left < hour) return ageText(left);
	if (left < day) return `${Math.floor(left / hour)} h ${twoDigits(Math.floor((left % hour) / minute))} m`;
	return `${Math.floor(left / day)} d ${twoDigits(Math.floor((left % day) / hour))} h`;
};

/** A usual time, from and to: `1–5 min`, `3–5 h`. */
export const spanText = ({from, to}: {from: number; to: number}, {ascii = false}: TextOptions = {}): string => {
	const unit = to >= hour ? hour : to >= minute ? minute : second;
	const name = {[hour]: 'h', [minute]: 'min', [second]: 's'}[unit];
	return `${Math.round(from / unit)}${ascii ? '-' : '–'}${Math.round(to / unit)} ${name}`;
};

/** `2026-11-23 02:11` in the zone of this machine. */
export const momentText = (moment: Timestamp | null, options: TextOptions = {}): string => {
	if (moment === null) return unknownText(options);
	const date = new Date(milliseconds(moment));
	return `${dayText(moment)} ${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
};

/** `02:11` in the zone of this machine. */
export const timeText = (moment: Timestamp): string => momentText(moment).slice(-5);

/** `2026-11-23` in the zone of this machine. */
export const dayText = (moment: Timestamp): string => {
	const date = new Date(milliseconds(moment));
	return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
};

/** `Sat 22 Nov 2026`: a day in UTC, given as `2026-11-22`. */
export const dateText = (date: string): string => {
	const [weekday, day, month, year] = new Date(`${date}T00:00:00Z`).toUTCString().split(/[ ,]+/);
	return `${weekday} ${day} ${month} ${year}`;
};
