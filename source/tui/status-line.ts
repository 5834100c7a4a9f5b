import type {Account, Right} from '../model/account.ts';
import {bytesText, countedText, countText, dollarsText, durationText, rateText} from '../model/format.ts';
import {displayText} from '../model/names/display-text.ts';
import {storagePerMonth} from '../model/prices/cost.ts';
import {isStalled} from '../store/selectors.ts';
import type {Connection} from '../store/state.ts';
import {sparkline} from './components/sparkline.ts';
import {unsignedWords} from './connection-words.ts';
import type {Glyphs} from './glyphs.ts';
import {type Line, lineWidth, type Span, span, spread} from './text/line.ts';

/** All that the line depends on. */
export type StatusPicture = {
	account: Account | null;
	connection: Connection;
	rights: readonly Right[];
	moving: number;
	/** How many would move, and are kept from it. */
	heldUp: number;
	rate: number;
	secondsLeft: number | null;
	/** Past rates, oldest first. */
	rates: readonly number[];
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

const connectionSpans = ({account, connection: {state, error}}: StatusPicture): Span[][] => {
	// Without an account there is no engine that could have told of one.
	if (state === 'offline') return [[span(account ? 'offline' : 'no engine', 'failed')]];
	return state === 'no-credentials' ? [[span(unsignedWords(error), 'attention')]] : [];
};

/** Where the vaults are, when that is not the service's own place. */
const hostOf = ({endpoint}: Account): string => (endpoint === null ? '' : (URL.parse(endpoint)?.host ?? endpoint));

const accountSpans = (picture: StatusPicture, dot: string): Span[][] => {
	const {account, rights} = picture;
	const name = [span('iceaxe', 'strong')];
	const reached = connectionSpans(picture);
	if (!account) return [name, ...(reached.length > 0 ? reached : [[span('starting …', 'dim')]])];
	const badge = [
		displayText(account.label ?? hostOf(account)),
		account.speed === 1 ? '' : `${countText(account.speed)}× time`,
	].filter((text) => text !== '');
	const facts = [
		account.accountId === '-' ? '' : account.accountId,
		account.region,
		displayText(account.profile ?? ''),
		rightsWord(rights),
	].filter((text) => text !== '');
	return [
		name,
		...(badge.length > 0 ? [[span(badge.join(' '), 'accent')]] : []),
		[span(facts.join(` ${dot} `))],
		...reached,
	];
};

const joined = (parts: readonly Span[][], gap: string): Span[] =>
	parts.flatMap((part, index) => (index === 0 ? part : [span(gap), ...part]));

const sparkWidth = 8;

/** The place of what moves in the order in which parts are left out: it never is. */
const says = 4;

/** What goes on, and what is kept. What matters least is left out first where there are fewer than `room` cells. */
export const statusEnd = (picture: StatusPicture, room: number, glyphs: Glyphs): Line => {
	const {account, moving, heldUp, rate, secondsLeft, rates, jobs, bytes} = picture;
	const month = account ? storagePerMonth(bytes, 0, account.region) : null;
	const stored = [
		bytes > 0 ? bytesText(bytes, {trim: true}) : '',
		bytes > 0 && month ? `${dollarsText(month.total)}/mo` : '',
	].filter((text) => text !== '');
	const stalled = isStalled(picture.connection.state);
	const traffic =
		moving === 0 ? `${heldUp} held up` : stalled ? `${moving} waiting` : `${moving} moving ${rateText(rate)}`;
	const left = secondsLeft === null ? '' : ` ${glyphs.dot} ${durationText(secondsLeft * 1000)}`;
	const moves = moving > 0 && !stalled;
	// In the order in which they stand, each with its place in the order in which they go.
	const parts: {goes: number; spans: Span[]}[] = [
		{
			goes: says,
			spans:
				moving + heldUp > 0
					? [span(`${moves ? glyphs.live : glyphs.waiting} `, moves ? 'accent' : 'dim'), span(traffic, 'strong')]
					: [],
		},
		{goes: 3, spans: moves && left !== '' ? [span(left)] : []},
		{goes: 0, spans: moves && rates.length > 1 ? [span(` ${sparkline(rates, sparkWidth, glyphs)}`, 'dim')] : []},
		{goes: 2, spans: jobs > 0 ? [span(`   ${glyphs.waiting} ${countedText(jobs, 'job')}`)] : []},
		{goes: 1, spans: stored.length > 0 ? [span(`   ${stored.join(` ${glyphs.dot} `)}`, 'dim')] : []},
	].filter(({spans}) => spans.length > 0);
	const width = () => lineWidth(parts.flatMap(({spans}) => spans)) + 1;
	for (let next = 0; next < says && width() > room; next++) {
		const at = parts.findIndex(({goes}) => goes === next);
		if (at >= 0) parts.splice(at, 1);
	}
	if (parts.length === 0) return [];
	const [first, ...more] = parts.flatMap(({spans}) => spans);
	return [span(first!.text.trimStart(), first!.tone), ...more, span(' ')];
};

/** The first line: who and where at the left, what goes on at the right. That the service cannot be had is said before whose vaults these are. */
export const statusLine = (picture: StatusPicture, width: number, glyphs: Glyphs): Line => {
	const parts = accountSpans(picture, glyphs.dot);
	const reached = picture.account ? connectionSpans(picture).length : 0;
	for (;;) {
		const start = [span(' '), ...joined(parts, '  ')];
		const end = statusEnd(picture, width - lineWidth(start) - 3, glyphs);
		if (reached === 0 || parts.length === 1 + reached || lineWidth(start) + lineWidth(end) < width) {
			return spread(start, end, width);
		}
		parts.splice(-reached - 1, 1);
	}
};
