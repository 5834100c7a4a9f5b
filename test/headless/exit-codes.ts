import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {exitCodeOf, exitCodes, worstExitCode} from '../../source/headless/exit-codes.ts';

describe('exit codes', () => {
	it('tells kinds of failures apart, and from success', () => {
		const codes = exitCodes.map(({code}) => code);
		expect(codes).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 130]);
	});

	it('are documented', () => {
		const page = readFileSync(new URL('../../source/headless/README.md', import.meta.url), 'utf8');
		const rows = page.split('\n').map((line) => line.replace(/ +/g, ' '));
		for (const {code, meaning} of exitCodes) expect(rows).toContain(`| ${code} | ${meaning} |`);
	});

	it('gives each kind its own', () => {
		expect(exitCodeOf('denied')).toBe(4);
		expect(exitCodeOf('mismatch')).toBe(7);
	});

	it('is that of the worst of several', () => {
		expect(worstExitCode([])).toBe(0);
		expect(worstExitCode(['not-found', 'mismatch', 'invalid-input'])).toBe(7);
		expect(worstExitCode(['invalid-input', 'not-found'])).toBe(3);
	});
});
