import {displayText} from './display-text.ts';

/** Longer names nobody types without a mistake. */
const longestTyped = 60;

/** Letters of any script, numbers, and what is on every keyboard. */
const onKeyboards = /^[\p{L}\p{M}\p{N} -~]+$/u;

/** Of an id this much is typed. */
const idStart = 8;

/**
 * What a person types to agree that an archive is deleted: its name, or where that cannot be typed as it is shown, such as one with a line
 * break or of 200 characters, the beginning of its id.
 */
export const typedWord = ({name, archiveId}: {name: string; archiveId: string}): string => {
	const shown = displayText(name);
	const typable = shown === name && name.length <= longestTyped && onKeyboards.test(name) && !/^ | $| {2}/.test(name);
	return typable ? name : displayText(archiveId.slice(0, idStart));
};

/** A name without what differs between the screen, a clipboard and a keyboard: what has no shape, and how accents are put together. */
const bones = (text: string): string =>
	displayText(text)
		.normalize('NFC')
		.replace(/[\s\u2400-\u2421\uFFFD]/gu, '');

/** Whether a text is a name, typed, or pasted as it is or as it is shown. */
export const isSameName = (text: string, name: string): boolean => bones(name) !== '' && bones(text) === bones(name);
