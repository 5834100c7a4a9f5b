import type {Account, Right} from '../model/account.ts';
import {bytesText, countedText, dollarsText, rateText} from '../model/format.ts';
import {displayText} from '../model/names/display-text.ts';
import {storagePerMonth} from '../model/prices/cost.ts';
import type {Connection} from '../store/state.ts';
import type {Glyphs} from './glyphs.ts';
import {type Line, lineWidth, type Span, span, spread} from './text/line.ts';

/** All that the line depends on. */
export type StatusPicture = {
	account: Account | null;
	connection: Connection;
	rights: readonly Right[];
	moving: number;
	rate: number;
	jobs: number;
	bytes: number;
};

/** What the key may do, in a word, as far as calls have shown it. */
export const rightsWord = (rights: readonly Right[]): string => {
	const denied = (permission: string) =>
		rights.some((right) => right.permission === permission && !right.allowed && right.vaultName === null);
	const writes = !denied('glacier:InitiateMultipartUpload') && !denied('glacier:UploadArchive');
	const reads = !denied('glacier:InitiateJob');
	if (!writes && !reads) return 'may only look';
	if (!writes) return 'may not upload';
	return reads ? '' : 'may not retrieve';
};

const accountSpans = ({account, connection, rights}: StatusPicture, dot: string): Span[][] => {
	const parts: Span[][] = [[span('iceaxe', 'strong')]];
	if (!account) return [...parts, [span('starting …', 'dim')]];
	const badge = [
		account.label === null ? '' : displayText(account.label),
		account.speed === 1 ? '' : `${account.speed.toLocaleString('en')}× time`,
	].filter((text) => text !== '');
	if (badge.length > 0) parts.push([span(badge.join(' '), 'accent')]);
	const facts = [
		account.accountId === '-' ? '' : account.accountId,
		account.region,
		displayText(account.profile ?? ''),
		rightsWord(rights),
	].filter((text) => text !== '');
	parts.push([span(facts.join(` ${dot} `))]);
	if (connection.state === 'offline') parts.push([span('offline', 'failed')]);
	if (connection.state === 'no-credentials') parts.push([span('no credentials', 'attention')]);
	return parts;
};

/** The first line: who and where at the left, what goes on at the right. What matters least is left out first where room is short. */
export const statusLine = (picture: StatusPicture, width: number, glyphs: Glyphs): Line => {
	const {account, moving, rate, jobs, bytes} = picture;
	const join = (parts: readonly Span[][], gap: string): Span[] =>
		parts.flatMap((part, index) => (index === 0 ? part : [span(gap), ...part]));
	const start = [span(' '), ...join(accountSpans(picture, glyphs.dot), '  ')];
	const month = account ? storagePerMonth(bytes, 0, account.region) : null;
	const stored = [
		bytes > 0 ? bytesText(bytes, {trim: true}) : '',
		bytes > 0 && month ? `${dollarsText(month.total)}/mo` : '',
	].filter((text) => text !== '');
	const ends: Span[][] = [
		moving > 0
			? [span(`${glyphs.live} `, 'accent'), span(`${moving} moving ${rateText(rate, {trim: true})}`, 'strong')]
			: [],
		jobs > 0 ? [span(`${glyphs.waiting} ${countedText(jobs, 'job')}`)] : [],
		stored.length > 0 ? [span(stored.join(` ${glyphs.dot} `), 'dim')] : [],
	].filter((part) => part.length > 0);
	for (; ends.length > 1 && lineWidth(start) + lineWidth(join(ends, '   ')) + 3 > width; ends.pop());
	const end = ends.length === 0 ? [] : [...join(ends, '   '), span(' ')];
	return spread(start, end, width);
};
