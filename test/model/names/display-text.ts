import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {displayText} from '../../../source/model/names/display-text.ts';

describe('display text', () => {
	it.each([
		['nightly/2026-11-23.tar.gpg', 'nightly/2026-11-23.tar.gpg'],
		['\u001b[2J\u001b]0;owned\u0007', '␛[2J␛]0;owned␇'],
		['a\tb\r\nc\0', 'a␉b␍␊c␀'],
		['del\u007f', 'del␡'],
		['c1 \u009b31m \u0085', 'c1 \uFFFD31m \uFFFD'],
		['invoice\u202efdp.exe', 'invoice\uFFFDfdp.exe'],
		['\u2066a\u2069\u200e\u200f\u061c', '\uFFFDa\uFFFD\uFFFD\uFFFD\uFFFD'],
		['zero\u200bwidth\u2060\ufeff', 'zero\uFFFDwidth\uFFFD\uFFFD'],
		['line\u2028paragraph\u2029', 'line\uFFFDparagraph\uFFFD'],
		['tag\u{e0041}', 'tag\uFFFD'],
		['lone \ud800 \udc00', 'lone \uFFFD \uFFFD'],
		['hangul filler \u3164', 'hangul filler \uFFFD'],
	])('neutralises %j', (text, shown) => {
		expect(displayText(text)).toBe(shown);
	});

	it.each(['Übergröße.txt', 'фото/лето.jpg', '写真/夏.jpg', 'ملف.txt', '❤️.png', '𝒳.txt', 'e\u0301', '\u00a0'])(
		'leaves %j as it is',
		(text) => {
			expect(displayText(text)).toBe(text);
		},
	);

	it('keeps joiners between letters that are written with them, and only there', () => {
		expect(displayText('می\u200cخواهم')).toBe('می\u200cخواهم');
		expect(displayText('क्\u200dष')).toBe('क्\u200dष');
		expect(displayText('in\u200cvisible')).toBe('in\uFFFDvisible');
		expect(displayText('👨\u200d👩')).toBe('👨\uFFFD👩');
	});

	it('leaves nothing in any text that could move the cursor or reverse it, and is done in one go', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary'}), (text) => {
				const shown = displayText(text);
				expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
				expect(displayText(shown)).toBe(shown);
			}),
		);
	});
});
