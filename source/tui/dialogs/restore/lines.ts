import {type DownloadTime, downloadTime, downloadTimeText, tooLongText} from '../../../model/download-time.ts';
import {bytesText, countedText, dayText, dollarsColumn, spanText} from '../../../model/format.ts';
import {displayText} from '../../../model/names/display-text.ts';
import type {RestoreCost, RestorePlan} from '../../../model/restore-plan.ts';
import {tiers} from '../../../model/tiers.ts';
import {timestamp} from '../../../model/timestamp.ts';
import {fitEnd, padEnd, padStart} from '../../text/fit.ts';
import {type Line, span} from '../../text/line.ts';
import {chosenLines, namesText} from '../chosen-lines.ts';
import {type ChoiceInput, enteredIn, inputOf, type TextInput} from '../form.ts';
import {actLines, choiceLines, labelled, labelWidth, paragraph, problemLines, textLines} from '../form-lines.ts';
import type {DialogView} from '../module.ts';
import {allMarked, keepFiles, type RestoreDialog} from './restore.ts';

/** Cells of a tier's line before what it costs. */
const tierWidth = labelWidth + 14;

const sum = ({retrieval, requests}: RestoreCost): number | null =>
	retrieval === null || requests === null ? null : retrieval + requests;

const twoDigits = (value: number): string => String(value).padStart(2, '0');

const dayLength = 24 * 3_600_000;

/** `19:40`, and the day where it is another one: `tomorrow 02:40`. */
const clockText = (at: number, now: number): string => {
	const date = new Date(at);
	const time = `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
	const day = dayText(timestamp(at));
	if (day === dayText(timestamp(now))) return time;
	return day === dayText(timestamp(now + dayLength)) ? `tomorrow ${time}` : `${day} ${time}`;
};

/** When it will be there, how long the way takes, and what happens then. */
const promise = (dialog: RestoreDialog, plan: RestorePlan, time: DownloadTime | null, now: number): string => {
	const tier = plan.tiers.find((choice) => choice.tier === enteredIn(dialog.form, 'tier'));
	const ready =
		plan.reused === plan.archives
			? 'The retrieval is there already or under way.'
			: tier
				? `Ready between ${clockText(now + tier.usual.from, now)} and ${clockText(now + tier.usual.to, now)}.`
				: '';
	const downloads = time === null ? '' : ` and take ${downloadTimeText(time)}`;
	return `${ready} Downloads start by themselves${downloads}. Output stays for 24 hours.`;
};

const total = (cost: RestoreCost): number | null => {
	const retrieval = sum(cost);
	return retrieval === null || cost.transferOut === null ? null : retrieval + cost.transferOut;
};

/** How long a tier takes and what it costs, in so many cells: whatever the room, the price is never what is left out. */
const tierDetail =
	(plan: RestorePlan | null, room: number) =>
	(value: string): Line => {
		const usual = span(padEnd(spanText(tiers.find(({tier}) => tier === value)!.usual), 8), 'dim');
		const cost = plan?.tiers.find(({tier}) => tier === value)?.cost;
		if (!plan || !cost) return [usual];
		const prices = plan.tiers.flatMap((tier) => [sum(tier.cost), tier.cost.transferOut, total(tier.cost)]);
		const widest = Math.max(7, ...prices.map((price) => dollarsColumn(price).length));
		const money = (dollars: number | null) => span(padStart(dollarsColumn(dollars), widest));
		if (room < 10 + widest) return [money(total(cost))];
		if (room < 15 + 2 * widest) return [usual, span('  '), money(total(cost))];
		if (room < 27 + 2 * widest)
			return [usual, money(sum(cost)), span(' + ', 'dim'), money(cost.transferOut), span(' out', 'dim')];
		return [usual, span('  retrieval ', 'dim'), money(sum(cost)), span('   out ', 'dim'), money(cost.transferOut)];
	};

const notes = (plan: RestorePlan, width: number): Line[] => {
	const {archives, reused} = plan;
	if (reused === 0 || reused === archives) return [];
	return paragraph(`${countedText(reused, 'retrieval')} of these is there already and not paid again.`, width, 'dim');
};

const existingLines = (dialog: RestoreDialog, plan: RestorePlan, view: DialogView): Line[] => {
	const input = inputOf(dialog.form, 'existing') as ChoiceInput | undefined;
	if (!input) return [];
	const {count, names} = plan.existing;
	const which = namesText(names, count);
	const detail = (value: string): Line =>
		value === keepFiles
			? [span(`${countedText(count, 'file')} there: choose another folder`, 'dim')]
			: [span('they are replaced when the new ones are verified', 'dim')];
	return [
		[],
		...choiceLines(dialog.form, input, view.width, view.look.glyphs, detail),
		labelled('', [span(`  ${fitEnd(which, view.width - 12, view.look.glyphs.gap)}`, 'dim')]),
	];
};

const whichLines = (dialog: RestoreDialog, view: DialogView): Line[] => {
	const input = inputOf(dialog.form, 'which') as ChoiceInput | undefined;
	if (!input) return [];
	const detail = (value: string): Line => [
		span(
			value === allMarked
				? `with ${countedText(dialog.hidden, 'archive')} that the filter hides`
				: `what “${displayText(dialog.filter)}” shows`,
			'dim',
		),
	];
	return [...choiceLines(dialog.form, input, view.width, view.look.glyphs, detail), []];
};

/** What is restored, on so many lines that the rest has room beside it. */
const chosenRows = (dialog: RestoreDialog, view: DialogView): Line[] => {
	const {plan, expected, named, hidden} = dialog;
	const {archives} = plan ?? expected;
	const all = enteredIn(dialog.form, 'which') === allMarked;
	const most = view.height >= 24 ? 5 : 3;
	const room = {...view, width: view.width - labelWidth - 2};
	return chosenLines(named, archives, all ? hidden : 0, most, room).map((line, index) =>
		labelled(index > 0 ? '' : archives === 1 ? 'archive' : 'archives', [span('  '), ...line]),
	);
};

/** What it does, to what, for how much, until when. */
export const restoreLines = (dialog: RestoreDialog, view: DialogView): Line[] => {
	const {form, plan, planError, vaultName} = dialog;
	const {width, look, now} = view;
	const {glyphs} = look;
	const short = plan !== null && plan.free !== null && plan.bytes > plan.free;
	const free: Line =
		plan === null || plan.free === null
			? []
			: [span(`${bytesText(plan.free, {trim: true})} free${short ? ': too little' : ''}`, short ? 'failed' : 'dim')];
	const account = view.engine.account;
	const limit = view.engine.limits?.bytesPerSecond ?? null;
	const time = plan && downloadTime(plan.bytes, {limit, measured: dialog.lastRate});
	return [
		labelled('from', [span(`  ${displayText(vaultName)}`)]),
		...chosenRows(dialog, view),
		...whichLines(dialog, view),
		...textLines(form, inputOf(form, 'to') as TextInput, width, glyphs, free),
		...choiceLines(form, inputOf(form, 'tier') as ChoiceInput, width, glyphs, tierDetail(plan, width - tierWidth)),
		...(plan ? existingLines(dialog, plan, view) : []),
		[],
		...(plan
			? [
					...paragraph(promise(dialog, plan, time, now), width),
					...(time?.tooLong ? paragraph(tooLongText, width, 'attention') : []),
					...notes(plan, width),
				]
			: []),
		...(plan || planError ? [] : [[span('Reckoning …', 'dim')]]),
		...(dialog.running ? actLines(dialog.running, 'Asking for retrievals', width) : []),
		...problemLines(dialog.problem ?? planError, width, glyphs),
		[],
		[span(plan ? `prices of ${plan.pricesOf}, ${plan.region}` : (account?.region ?? ''), 'dim')],
	];
};

/** `Restore 2 archives, 202 GiB`. */
export const restoreTitle = ({plan, expected}: RestoreDialog): string => {
	const {archives, bytes} = plan ?? expected;
	return `Restore ${countedText(archives, 'archive')}, ${bytesText(bytes, {trim: true})}`;
};
