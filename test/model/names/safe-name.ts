import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {displayText} from '../../../source/model/names/display-text.ts';
import {relativePath} from '../../../source/model/names/relative-path.ts';
import {safeName} from '../../../source/model/names/safe-name.ts';
import {hostileText} from '../../fixtures/hostile-text.ts';

describe('a safe name', () => {
	it('is a path inside a folder and harmless on a screen', () => {
		fc.assert(
			fc.property(hostileText, (name) => {
				const safe = safeName(name, 'the-id');
				expect(displayText(safe)).toBe(safe);
				expect(relativePath(safe)).toBe(safe);
				expect(safe.trim()).not.toBe('');
			}),
			{numRuns: 2000},
		);
	});

	it('leaves an ordinary name alone', () => {
		fc.assert(
			fc.property(fc.array(fc.stringMatching(/^[a-z][\w .-]{0,20}$/), {minLength: 1}), (segments) => {
				expect(safeName(segments.join('/'), 'the-id')).toBe(segments.join('/'));
			}),
		);
	});

	it('is the fallback when nothing is left, made safe too', () => {
		expect(safeName('../..', 'the-id')).toBe('the-id');
		expect(safeName('   ', 'the-id')).toBe('the-id');
		expect(safeName('', '../../id')).toBe('id');
		expect(safeName('', '')).toBe('_');
		expect(safeName(' ', ' ')).toBe('_');
	});
});
