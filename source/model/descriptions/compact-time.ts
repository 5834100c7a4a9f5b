import {type Timestamp, timestamp} from '../timestamp.ts';

const pattern = /^\s*([1-9]\d{3})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)(?:[.,]\d{1,9})?Z\s*$/;
const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * The moment that descriptions write as `yyyyMMddTHHmmssZ`, with `-` and `:` or without; null when it is no moment.
 * A leap second counts as the second before it, as mt-aws-glacier reads it.
 */
export const fromCompactTime = (text: string): Timestamp | null => {
	const match = pattern.exec(text);
	if (!match) return null;
	const [, year, month, day, hour, minute, second] = match as unknown as string[];
	const days = daysInMonth[Number(month) - 1];
	if (days === undefined || day === '00' || Number(day) > days) return null;
	if (hour! > '23' || minute! > '59' || second! > '60') return null;
	if (month === '02' && day === '29' && !isLeapYear(Number(year))) return null;
	return `${year}-${month}-${day}T${hour}:${minute}:${second === '60' ? '59' : second}.000Z`;
};

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Milliseconds since 1970 as a moment; null outside the years 1000 to 9999, which is what descriptions can write. */
export const fromEpoch = (milliseconds: number): Timestamp | null =>
	milliseconds >= -30_610_224_000_000 && milliseconds < 253_402_300_800_000 ? timestamp(milliseconds) : null;

/** The other way: `2012-08-21T17:08:24.123Z` as `20120821T170824Z`. */
export const toCompactTime = (moment: Timestamp): string => moment.replace(/[-:]|\.\d+/g, '');
