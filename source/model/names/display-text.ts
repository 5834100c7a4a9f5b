/**
 * What a terminal does not draw as a character of its own: controls, lone surrogates, line and paragraph separators, and everything that
 * Unicode calls ignorable, which holds bidirectional overrides, zero-width characters, blank fillers and tags. Variation selectors stay:
 * they are part of how ordinary emoji are written. The two joiners have their own rule.
 */
const unseen = /[[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{DI}\uFFF9-\uFFFB]--[\uFE0E\uFE0F\u200C\u200D]]/gv;

/** Joiners, but for those between letters of scripts that are written with them, such as Persian and Hindi. */
const strayJoiners = /(?<![[\p{L}\p{M}]--\p{sc=Latn}])[\u200C\u200D]|[\u200C\u200D](?!\p{L})/gv;

/** Printable ASCII, which most names are, has nothing to look for. */
const printableAscii = /^[ -~]*$/;

/**
 * A control becomes its picture (ESC is `␛`, a line feed `␊`), so that one sees which it was; what has no picture becomes U+FFFD. Both are one
 * cell wide in every terminal, so a row lines up as its width was reckoned, and nobody takes them for part of an honest name.
 */
const picture = (character: string): string => {
	const code = character.charCodeAt(0);
	if (code < 0x20) return String.fromCharCode(0x2400 + code);
	return code === 0x7f ? '\u2421' : '\uFFFD';
};

/** Replaces what is not seen: {@link displayText} without the rule for joiners, for names of files, where joiners do no harm. */
export const withoutUnseen = (text: string): string =>
	printableAscii.test(text) ? text : text.replace(unseen, picture);

/**
 * Makes text from others fit to be written to a terminal: it cannot move the cursor, change colours, reverse the order of what is read or
 * hide characters. Each offending character is replaced by a visible one; the rest stays as it is.
 *
 * A zero-width joiner between emoji goes too: terminals that do not join them draw more cells than were reckoned, and the row breaks.
 */
export const displayText = (text: string): string =>
	printableAscii.test(text) ? text : text.replace(unseen, picture).replace(strayJoiners, '\uFFFD');
