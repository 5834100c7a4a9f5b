import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {decodeDescription} from '../../../source/model/descriptions/descriptions.ts';

describe('plain', () => {
	it('gives back any text that is in no other form, as the service takes it', () => {
		const text = fc.stringMatching(/^[!-~]([ -~]{0,200}[!-~])?$/);
		fc.assert(
			fc.property(text, (description) => {
				fc.pre(!/^(["']).*\1$/s.test(description));
				expect(decodeDescription(description, 'the-id')).toMatchObject({format: 'plain', rawName: description});
			}),
		);
	});
});
