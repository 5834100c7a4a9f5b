import {describe, expect, it} from 'vitest';
import {
	choiceInput,
	enteredIn,
	type Form,
	type FormEvent,
	formAfter,
	formOf,
	inputOf,
	type TextInput,
	tabWord,
	textInput,
	withInput,
} from '../../../source/tui/dialogs/form.ts';

const {form: fresh} = formOf(
	textInput('to', 'to', {text: '/srv'}),
	choiceInput('tier', 'tier', ['Bulk', 'Standard', 'Expedited'], 1),
);
const after = (form: Form, ...events: FormEvent[]): Form => events.reduce(formAfter, form);
const tier = (form: Form) => enteredIn(form, 'tier');

describe('a form', () => {
	it('goes round its fields', () => {
		expect(after(fresh, {do: 'next'}).at).toBe(1);
		expect(after(fresh, {do: 'next'}, {do: 'next'}).at).toBe(0);
		expect(after(fresh, {do: 'previous'}).at).toBe(1);
	});

	it('goes through choices, and beyond their ends to the next field', () => {
		const at = {...fresh, at: 1};
		expect(tier(after(at, {do: 'down'}))).toBe('Expedited');
		expect(after(at, {do: 'down'}, {do: 'down'})).toMatchObject({at: 0});
		expect(tier(after(at, {do: 'down'}, {do: 'down'}))).toBe('Expedited');
		expect(tier(after(at, {do: 'left'}, {do: 'left'}, {do: 'left'}))).toBe('Bulk');
		expect(after(at, {do: 'up'}, {do: 'up'}).at).toBe(0);
	});

	it('leaves out what cannot be chosen', () => {
		const input = {
			...choiceInput('tier', 'tier', ['a', 'b', 'c']),
			options: [
				{value: 'a', unavailable: null},
				{value: 'b', unavailable: 'not above 250 MB'},
				{value: 'c', unavailable: null},
			],
		};
		const {form} = formOf(input);
		expect(tier(after(form, {do: 'right'}))).toBe('c');
		expect(tier(after(form, {do: 'right'}, {do: 'right'}, {do: 'left'}))).toBe('a');
	});

	it('types into the field that has the keys, and into no choice', () => {
		const edit: FormEvent = {do: 'edit', edit: {do: 'insert', text: '/x'}};
		expect(enteredIn(after(fresh, edit), 'to')).toBe('/srv/x');
		expect(after({...fresh, at: 1}, edit)).toEqual({...fresh, at: 1});
	});

	it('completes what all completions share, and goes on where there is nothing to complete', () => {
		const offered = (...options: string[]) => withInput(fresh, {...(inputOf(fresh, 'to') as TextInput), options});
		expect(enteredIn(after(offered('/srv/restore/', '/srv/restored/'), {do: 'complete'}), 'to')).toBe('/srv/restore');
		expect(enteredIn(after(offered('/srv/restore/'), {do: 'complete'}), 'to')).toBe('/srv/restore/');
		expect(after(offered('/srv/a', '/srv/b'), {do: 'complete'})).toMatchObject({at: 0});
		expect(after(offered(), {do: 'complete'}).at).toBe(1);
		expect(after({...fresh, at: 1}, {do: 'complete'}).at).toBe(0);
	});

	it('leaves a folder that is there as it is, and completes one that is not', () => {
		const to = (text: string, ...options: string[]) =>
			formOf({...textInput('to', 'to', {text, completes: 'folders', options})}, choiceInput('tier', 'tier', ['a']))
				.form;
		const tabbed = (form: Form) => {
			const {at} = after(form, {do: 'complete'});
			return [at, enteredIn(after(form, {do: 'complete'}), 'to')];
		};
		expect(tabbed(to('/srv/restore', '/srv/restore/', '/srv/restored/'))).toEqual([1, '/srv/restore']);
		expect(tabbed(to('/srv/restore/', '/srv/restore/old/'))).toEqual([1, '/srv/restore/']);
		expect(tabbed(to('/srv/res', '/srv/restore/'))).toEqual([0, '/srv/restore/']);
		// What it offers is still that of `/srv/`.
		expect(tabbed(to('/srv/x', '/srv/restore/'))).toEqual([1, '/srv/x']);
		expect([tabWord(to('/srv/res', '/srv/restore/')), tabWord(to('/srv', '/srv/'))]).toEqual(['complete', 'next']);
	});

	it('without fields stays as it is', () => {
		const {form} = formOf();
		expect(after(form, {do: 'down'}, {do: 'complete'})).toBe(form);
		expect(enteredIn(form, 'to')).toBe('');
	});
});
