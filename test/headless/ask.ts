import {PassThrough} from 'node:stream';
import {describe, expect, it} from 'vitest';
import {createConfirm} from '../../source/headless/ask.ts';
import {createNotes} from '../../source/headless/notes.ts';
import type {Streams} from '../../source/headless/streams.ts';

const question = {title: 'Delete the vault photos', lines: ['Gone.'], effect: 'irreversible', typed: 'photos'} as const;
const costs = {title: 'Restore 1 archive', lines: ['cost $1.00'], effect: 'costs', typed: null} as const;

/** A confirm whose reader has typed `typed`; undefined: there is no terminal. */
const asking = (typed: string | undefined, yes = false) => {
	const stdin = new PassThrough();
	const stderr = new PassThrough();
	const terminal = typed !== undefined;
	Object.assign(stdin, {isTTY: terminal});
	Object.assign(stderr, {isTTY: terminal});
	stdin.end(typed ?? '');
	const streams = {stdin, stdout: new PassThrough(), stderr} as Streams;
	const confirm = createConfirm(streams, createNotes(stderr), yes, new AbortController().signal);
	return {confirm, said: () => String(stderr.read() ?? '')};
};

describe('asking', () => {
	it('takes only a yes for a yes where it costs, and no answer for a no', async () => {
		expect(await asking('y\n').confirm(costs)).toBe(true);
		expect(await asking('Yes\n').confirm(costs)).toBe(true);
		expect(await asking('\n').confirm(costs)).toBe(false);
		expect(await asking('x\n').confirm(costs)).toBe(false);
		expect(await asking('').confirm(costs)).toBe(false);
	});

	it('shows what it costs in any case, and goes on where nobody can answer', async () => {
		for (const {confirm, said} of [asking(undefined), asking('', true)]) {
			expect(await confirm(costs)).toBe(true);
			expect(said()).toContain('cost $1.00');
		}
	});

	it('wants the name for what cannot be undone', async () => {
		expect(await asking('photos\n').confirm(question)).toBe(true);
		expect(await asking('y\n').confirm(question)).toBe(false);
		expect(await asking('', true).confirm(question)).toBe(true);
	});

	it('does nothing that cannot be undone unless a script says so', async () => {
		await expect(asking(undefined).confirm(question)).rejects.toMatchObject({
			value: {kind: 'invalid-input', hint: 'Say --yes if it is meant.'},
		});
	});
});
