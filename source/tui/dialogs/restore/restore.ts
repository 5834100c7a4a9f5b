import type {Selection} from '../../../model/archive.ts';
import type {ErrorValue} from '../../../model/errors/iceaxe-error.ts';
import type {Tier} from '../../../model/job.ts';
import type {RestorePlan} from '../../../model/restore-plan.ts';
import {tiers} from '../../../model/tiers.ts';
import type {Named} from '../chosen-lines.ts';
import {
	type ChoiceInput,
	choiceInput,
	enteredIn,
	type Form,
	type FormState,
	formOf,
	inputOf,
	textInput,
	withInput,
} from '../form.ts';

/** Restores what is marked, or the archive under the cursor. */
export type RestoreDialog = FormState & {
	kind: 'restore';
	vaultName: string;
	/** Ids, or null for what is marked. */
	archiveIds: readonly string[] | null;
	/** The filter that the screen has, and how many of the marked it hides. */
	filter: string;
	hidden: number;
	/** The first of them, as far as they are known. */
	named: readonly Named[];
	/** What the plan will say at the latest; shown until it is there. */
	expected: {archives: number; bytes: number};
	plan: RestorePlan | null;
	/** What the plan is of, as {@link planKey} says it; null before there is one. */
	plannedFor: string | null;
	/** Why there is no plan. */
	planError: ErrorValue | null;
	/** Bytes a second that were measured here last; null before anything moved. */
	lastRate: number | null;
};

/** The two answers to: are those meant too that one does not see? */
export const allMarked = 'all marked';
export const onlyVisible = 'only visible';
/** And to: what of the files that are there already? */
export const keepFiles = 'keep them';
export const overwriteFiles = 'overwrite';

export type RestoreSubject = Pick<
	RestoreDialog,
	'vaultName' | 'archiveIds' | 'filter' | 'hidden' | 'named' | 'expected' | 'lastRate'
>;

export const restoreDialog = (subject: RestoreSubject, to: string, tier: Tier): RestoreDialog => {
	const names = tiers.map((facts) => facts.tier);
	const state = formOf(
		...(subject.hidden > 0 ? [choiceInput('which', 'which', [allMarked, onlyVisible])] : []),
		textInput('to', 'to', {text: to, completes: 'folders'}),
		choiceInput('tier', 'tier', names, names.indexOf(tier)),
	);
	// Where it goes is mostly as last time; how fast and for how much is what one decides.
	const at = state.form.inputs.findIndex(({name}) => name === 'tier');
	return {
		kind: 'restore',
		...subject,
		...state,
		form: {...state.form, at},
		plan: null,
		plannedFor: null,
		planError: null,
	};
};

/** What is chosen, as the engine takes it. */
export const selectionOf = ({archiveIds, filter, form}: RestoreDialog): Selection => {
	if (archiveIds !== null) return {archiveIds};
	return enteredIn(form, 'which') === onlyVisible ? {marked: true, filter} : {marked: true};
};

/** Tells apart what a plan depends on. */
export const planKey = (dialog: RestoreDialog): string =>
	`plan ${JSON.stringify([selectionOf(dialog), enteredIn(dialog.form, 'to')])}`;

/** The tiers as the plan offers them; one that cannot be chosen gives way to the next that can. */
const withTiers = (form: Form, plan: RestorePlan): Form => {
	const input = inputOf(form, 'tier') as ChoiceInput;
	const options = input.options.map(({value}) => ({
		value,
		unavailable: plan.tiers.find(({tier}) => tier === value)?.unavailable ?? null,
	}));
	const possible = options.findIndex(({unavailable}) => unavailable === null);
	const chosen = options[input.chosen]?.unavailable === null ? input.chosen : Math.max(0, possible);
	return withInput(form, {...input, options, chosen});
};

/** The question about files that exist is there as long as there are any. */
const withExisting = (form: Form, plan: RestorePlan): Form => {
	const known = inputOf(form, 'existing');
	if (plan.existing.count > 0 === (known !== undefined)) return form;
	if (!known)
		return {...form, inputs: [...form.inputs, choiceInput('existing', 'existing', [keepFiles, overwriteFiles])]};
	const inputs = form.inputs.filter(({name}) => name !== 'existing');
	return {inputs, at: Math.min(form.at, inputs.length - 1)};
};

/** The dialog with what a restore would do. What stood in the way before may stand there no more: the next enter says so. */
export const planned = (dialog: RestoreDialog, plan: RestorePlan): RestoreDialog => ({
	...dialog,
	plan,
	plannedFor: planKey(dialog),
	planError: null,
	problem: null,
	form: withExisting(withTiers(dialog.form, plan), plan),
});

/** Why enter would not do it, as a sentence; null when it would. */
export const obstacle = (dialog: RestoreDialog): string | null => {
	const {plan, plannedFor, planError, form} = dialog;
	if (planError) return planError.message;
	// What it costs must have been seen, and of just that.
	if (!plan || plannedFor !== planKey(dialog)) return 'What this costs is still being reckoned.';
	if (plan.archives === 0) return 'Nothing is chosen.';
	if (plan.free !== null && plan.bytes > plan.free) return 'There is not enough room in that folder.';
	if (plan.existing.count > 0 && enteredIn(form, 'existing') === keepFiles) {
		return 'Choose another folder, or to overwrite what is there.';
	}
	return null;
};
