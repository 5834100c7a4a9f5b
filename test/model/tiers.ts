import {expect, it} from 'vitest';
import {spanText} from '../../source/model/format.ts';
import {largestExpeditedArchive} from '../../source/model/limits.ts';
import {tierFacts, tiers, tierTakes} from '../../source/model/tiers.ts';

it('Expedited is for small archives, the others take any', () => {
	expect(tierTakes('Expedited', largestExpeditedArchive)).toBe(true);
	expect(tierTakes('Expedited', largestExpeditedArchive + 1)).toBe(false);
	expect(tierTakes('Bulk', Number.MAX_SAFE_INTEGER)).toBe(true);
	expect(tiers.map(({tier}) => spanText(tierFacts(tier).usual))).toEqual(['5–12 h', '3–5 h', '1–5 min']);
});
