import {describe, expect, it} from 'vitest';
import {copyText, type RunWithInput} from '../../../source/tui/terminal/clipboard.ts';

const arn = 'arn:aws:glacier:us-east-1:123456789012:vaults/photos';
const encoded = Buffer.from(arn).toString('base64');

const copy = async (text: string, multiplexer?: 'tmux' | 'screen', run?: RunWithInput) => {
	let written = '';
	const write = (sequence: string) => {
		written += sequence;
	};
	const result = await copyText(text, {write, multiplexer, ...(run ? {run} : {})});
	return {result, written};
};

describe('copying', () => {
	it('sends it to the terminal, which does not answer', async () =>
		expect(await copy(arn)).toEqual({
			result: {outcome: 'sent', by: 'terminal'},
			written: `\u001b]52;c;${encoded}\u0007`,
		}));

	it('keeps characters beyond ASCII', async () => {
		const {written} = await copy('Ötztal 日本');
		expect(Buffer.from(written.slice(7, -1), 'base64').toString()).toBe('Ötztal 日本');
	});

	it('lets tmux do it where tmux is', async () => {
		const runs: unknown[] = [];
		const {result, written} = await copy(arn, 'tmux', async (...run) => {
			runs.push(run);
			return true;
		});
		expect(result).toEqual({outcome: 'copied', by: 'tmux'});
		expect(runs).toEqual([['tmux', ['load-buffer', '-w', '-'], arn]]);
		expect(written).toBe('');
	});

	it('goes past a tmux that cannot', async () =>
		expect(await copy(arn, 'tmux', async () => false)).toEqual({
			result: {outcome: 'sent', by: 'terminal'},
			written: `\u001bPtmux;\u001b\u001b]52;c;${encoded}\u0007\u001b\\`,
		}));

	it('goes past screen in pieces that it takes', async () => {
		const {written} = await copy('x'.repeat(1_000), 'screen');
		const pieces = written.split('\u001b\\').slice(0, -1);
		expect(pieces).toHaveLength(3);
		for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(514);
		expect(pieces.map((piece) => piece.slice(2)).join('')).toContain(Buffer.from('x'.repeat(1_000)).toString('base64'));
	});

	it('does not send what no terminal takes', async () => {
		const {result, written} = await copy('x'.repeat(80_000));
		expect(result).toMatchObject({outcome: 'too-large', bytes: 80_000});
		expect(written).toBe('');
	});
});
