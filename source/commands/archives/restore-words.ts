import {type DownloadTime, downloadTimeText, tooLongText} from '../../model/download-time.ts';
import {invalidInput} from '../../model/errors/errors.ts';
import {IceaxeError} from '../../model/errors/iceaxe-error.ts';
import {bytesText, countedText, dollarsText, spanText} from '../../model/format.ts';
import type {Tier} from '../../model/job.ts';
import type {RestoreCost, RestorePlan, TierChoice} from '../../model/restore-plan.ts';

/**
 * The tier that was asked for, once nothing stands against the plan.
 * @throws IceaxeError `invalid-input` when the tier cannot be chosen, `file` when files exist. Nothing has been asked of the service that
 * costs, so this is the moment to say it.
 */
export const choiceOf = (plan: RestorePlan, tier: Tier, overwrite: boolean): TierChoice => {
	const choice = plan.tiers.find((candidate) => candidate.tier === tier);
	if (!choice) throw invalidInput(`There is no tier \`${tier}\` here.`);
	if (choice.unavailable !== null) {
		const others = plan.tiers.filter(({unavailable}) => unavailable === null).map((other) => other.tier);
		throw invalidInput(`${tier} cannot be chosen: ${choice.unavailable}.`, `Choose ${others.join(' or ')}.`);
	}
	const {count, names} = plan.existing;
	if (count > 0 && !overwrite) {
		const which = count === 1 ? `${names[0]} exists` : `${names[0]} and ${countedText(count - 1, 'other file')} exist`;
		throw new IceaxeError('file', `${which} already in ${plan.to}.`, {
			code: 'EEXIST',
			hint: 'Choose another folder, or say --overwrite.',
		});
	}
	return choice;
};

/** `retrieval $2.02 + requests $0.00 + transfer out $9.18 = $11.20`. */
export const costText = ({retrieval, requests, transferOut}: RestoreCost): string => {
	const parts = {retrieval, requests, 'transfer out': transferOut};
	const known = Object.values(parts).filter((price) => price !== null);
	if (known.length === 0) return 'not known for this region';
	const each = Object.entries(parts).map(
		([name, price]) => `${name} ${price === null ? 'unknown' : dollarsText(price)}`,
	);
	return `${each.join(' + ')} = ${dollarsText(known.reduce((sum, price) => sum + price, 0))}`;
};

/** Chunks that are there already need no more room, so this is no reason to refuse: whoever begins the restore reckons exactly. */
const tooLittle = ({bytes, free}: RestorePlan): boolean => free !== null && bytes > free;

/** What a restore will do, to what, for how much and until when, one fact a line. */
export const planLines = (plan: RestorePlan, choice: TierChoice, time: DownloadTime | null): string[] => [
	`from   ${plan.vaultName}`,
	`to     ${plan.to}${plan.free === null ? '' : `, ${bytesText(plan.free)} free`}${tooLittle(plan) ? ': too little' : ''}`,
	`tier   ${choice.tier}, usually ready in ${spanText(choice.usual)}; the output then stays for 24 hours`,
	...(time ? [`time   the downloads take ${downloadTimeText(time)}`] : []),
	...(time?.tooLong ? [`       ${tooLongText}`] : []),
	`cost   ${costText(choice.cost)}`,
	`       prices of ${plan.pricesOf}, ${plan.region}; transfer out is for downloads that leave AWS`,
	...(plan.reused > 0 ? [`reused ${countedText(plan.reused, 'retrieval')} there already, not paid again`] : []),
	...(plan.hidden > 0 ? [`hidden ${countedText(plan.hidden, 'archive')} of these the filter does not show`] : []),
	...(plan.existing.count > 0 ? [`over   ${countedText(plan.existing.count, 'file')} will be replaced`] : []),
];
