import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {commands} from '../../source/commands/registry.ts';
import {actionNamed, actions} from '../../source/tui/actions/registry.ts';
import {fieldKeys} from '../../source/tui/components/text-field/field-keys.ts';
import {keyTableMarkdown} from '../../source/tui/key-table.ts';
import {bindingsIn, bindingsOf, type Context, dialogContexts, keymap} from '../../source/tui/keymap.ts';
import {bytesOfKey} from '../helpers/keys.ts';

const panes: Context[] = ['vaults', 'inventory', 'jobs', 'transfers', 'log'];

describe('the key table', () => {
	it('names only actions that there are', () =>
		expect(keymap.filter(({action}) => !actionNamed(action)).map(({action}) => action)).toEqual([]));

	it('has only keys that a terminal can send', () => {
		for (const {keys} of keymap) for (const key of keys) expect(() => bytesOfKey(key)).not.toThrow();
	});

	it('binds no key that a terminal keeps for itself or sends for another', () => {
		const bound = keymap.flatMap(({keys}) => keys);
		for (const key of ['^s', '^q', '^h', '^i', '^j', '^m']) expect(bound).not.toContain(key);
		expect(bound.filter((key) => key.startsWith('alt+') || /^f\d/.test(key))).toEqual([]);
	});

	it('gives a key two meanings in one place only where one of them is for when the other is not', () => {
		const shared = [...panes, ...dialogContexts].flatMap((context) =>
			bindingsIn(context).flatMap(({keys}) =>
				keys
					.filter((key) => bindingsOf(key, context).length > 1)
					.map((key) => `${context} ${key}: ${bindingsOf(key, context).map(({action}) => action)}`),
			),
		);
		expect([...new Set(shared)]).toEqual([
			'transfers p: transfers.pause,transfers.resume',
			'transfers P: transfers.pause-all,transfers.resume-all',
			'transfers x: transfers.cancel,transfers.forget',
		]);
	});

	it('reaches every act of the engine that the screen has', () => {
		// Lists are panes here, and what describes is details; files of inventories and the calendar's exit code are for scripts.
		const lists = ['inventory.list', 'transfers.list', 'transfers.attach', 'vaults.list', 'jobs.list'];
		const details = ['transfers.describe', 'transfers.chunks'];
		const ways = ['transfers.move', 'transfers.retry'];
		const files = ['inventory.import', 'inventory.export', 'inventory.calendar'];
		const elsewhere = [...lists, ...details, ...ways, ...files];
		const missing = commands.filter(
			({name}) => !elsewhere.includes(name) && !keymap.some(({action}) => action === name),
		);
		expect(missing.map(({name}) => name)).toEqual([]);
	});

	it('keeps a way to close, to redraw and to leave everywhere', () => {
		for (const context of [...panes, ...dialogContexts]) {
			for (const key of ['esc', '^l', '^z', '^c'])
				expect(bindingsOf(key, context), `${key} in ${context}`).toHaveLength(1);
		}
	});

	it('takes no letter from a field', () => {
		for (const key of Object.keys(fieldKeys)) expect([...key].length).toBeGreaterThan(1);
	});
});

describe('actions', () => {
	it('have names of their own, a title and a sentence', () => {
		expect(new Set(actions.map(({name}) => name)).size).toBe(actions.length);
		for (const {name, title, description} of actions) {
			expect(name).toMatch(/^[a-z]+\.[a-z-]+$/);
			expect(title, name).toMatch(/^[A-Z]/);
			expect(description, name).toMatch(/\.$/);
		}
	});

	it('all have keys, or a name for the palette', () => {
		const keyless = actions.filter(({name}) => !keymap.some(({action}) => action === name)).map(({name}) => name);
		expect(keyless.toSorted()).toEqual(['jobs.list', 'vaults.list']);
	});
});

it('the table for the README has every action of the panes', () => {
	const table = keyTableMarkdown();
	expect(table).toContain('| `j` `down` | Down | everywhere |');
	expect(table).toContain('| `r` | Restore archives | inventory |');
	expect(table).not.toContain('dialog.');
	for (const line of table.trim().split('\n')) expect(line.replaceAll('\\|', '').split('|')).toHaveLength(6);
});

it('no key is written anywhere but in the tables', () => {
	const folder = join(import.meta.dirname, '../../source/tui/panes');
	const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter((name) => name.endsWith('view.tsx'));
	for (const file of files) expect(readFileSync(join(folder, file), 'utf8')).not.toMatch(/useInput|useKeys|onKey/);
});
