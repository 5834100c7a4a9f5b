import {describe, expect, it} from 'vitest';
import {enteredIn, formAfter, inputOf} from '../../../source/tui/dialogs/form.ts';
import {
	allMarked,
	obstacle,
	overwriteFiles,
	planned,
	type RestoreDialog,
	restoreDialog,
	selectionOf,
} from '../../../source/tui/dialogs/restore/restore.ts';
import {plan} from '../../fixtures/scene-answers.ts';

const open = (change: Partial<RestoreDialog> = {}): RestoreDialog =>
	restoreDialog(
		{
			vaultName: 'photos',
			archiveIds: null,
			filter: 'x',
			hidden: 0,
			named: [],
			expected: {archives: 2, bytes: 10},
			lastRate: null,
			...change,
		},
		'/srv/restore',
		'Standard',
	);
const choose = (dialog: RestoreDialog, name: string, ...events: ('up' | 'down')[]): RestoreDialog => {
	const at = dialog.form.inputs.findIndex((input) => input.name === name);
	return {...dialog, form: events.reduce((form, event) => formAfter(form, {do: event}), {...dialog.form, at})};
};

describe('a restore', () => {
	it('begins at its tier, as the settings say', () => {
		const {form} = open();
		expect(form.inputs[form.at]!.name).toBe('tier');
		expect(enteredIn(form, 'tier')).toBe('Standard');
	});

	it('takes the marked archives, and asks which when some are hidden', () => {
		expect(selectionOf(open())).toEqual({marked: true});
		const hidden = open({hidden: 3});
		expect(enteredIn(hidden.form, 'which')).toBe(allMarked);
		expect(selectionOf(hidden)).toEqual({marked: true});
		expect(selectionOf(choose(hidden, 'which', 'down'))).toEqual({marked: true, filter: 'x'});
		expect(selectionOf(open({archiveIds: ['id']}))).toEqual({archiveIds: ['id']});
	});

	it('gives way to another tier when the plan cannot have the chosen one', () => {
		const expedited = choose(open(), 'tier', 'down');
		expect(enteredIn(expedited.form, 'tier')).toBe('Expedited');
		const {form} = planned(expedited, plan());
		expect(enteredIn(form, 'tier')).toBe('Bulk');
	});

	it('asks about files that exist as long as there are any', () => {
		const existing = planned(open(), plan({existing: {count: 2, names: ['a', 'b']}}));
		expect(obstacle(existing)).toBe('Choose another folder, or to overwrite what is there.');
		const overwriting = choose(existing, 'existing', 'down');
		expect(enteredIn(overwriting.form, 'existing')).toBe(overwriteFiles);
		expect(obstacle(overwriting)).toBeNull();
		// The answer stays when the plan is made again, and the question goes when there is nothing to ask.
		expect(enteredIn(planned(overwriting, plan({existing: {count: 1, names: ['a']}})).form, 'existing')).toBe(
			overwriteFiles,
		);
		expect(inputOf(planned(overwriting, plan()).form, 'existing')).toBeUndefined();
	});

	it('forgets what stood in its way when the plan is there', () => {
		const early = {...open(), problem: {message: obstacle(open())} as RestoreDialog['problem']};
		expect(planned(early, plan()).problem).toBeNull();
	});

	it('is not agreed to before its price is that of what is chosen', () => {
		const all = planned(open({hidden: 3}), plan());
		expect(obstacle(all)).toBeNull();
		expect(obstacle(choose(all, 'which', 'down'))).toBe('What this costs is still being reckoned.');
	});

	it('says what stands in its way', () => {
		expect(obstacle(open())).toBe('What this costs is still being reckoned.');
		expect(obstacle(planned(open(), plan({archives: 0})))).toBe('Nothing is chosen.');
		expect(obstacle(planned(open(), plan({free: 1})))).toBe('There is not enough room in that folder.');
		expect(obstacle(planned(open(), plan({free: null})))).toBeNull();
	});
});
