import type {NoticeLevel} from '../model/events.ts';
import {displayText} from '../model/names/display-text.ts';
import {actionNamed} from './actions/registry.ts';
import type {Glyphs} from './glyphs.ts';
import {bindingsIn, type Context} from './keymap.ts';
import type {Screen} from './screen/screen.ts';
import {shownToast, type Toast} from './screen/toasts.ts';
import {fitEnd} from './text/fit.ts';
import {type Line, lineWidth, type Span, span, spread, type Tone} from './text/line.ts';
import {cells} from './text/width.ts';

export type Hint = {key: string; word: string};

/** The keys that work in a context now, in the order of the key table; of rows with the same key the first that works. */
export const hintsOf = (screen: Screen, context: Context): Hint[] => {
	const hints: Hint[] = [];
	for (const {keys, action, hint} of bindingsIn(context)) {
		if (hint === undefined || hints.some(({key}) => key === keys[0])) continue;
		const found = actionNamed(action);
		if (found && found.unavailable?.(screen) === undefined) hints.push({key: keys[0]!, word: hint});
	}
	return hints;
};

const tones: Record<NoticeLevel, Tone> = {info: 'plain', good: 'plain', attention: 'attention', error: 'failed'};

/** What a person must ask for to be allowed it; never what is cut off. */
const lacking = ({text, error}: Toast): string => {
	const permission = error?.permission ?? null;
	return permission === null || text.includes(permission) ? '' : `: it lacks ${permission}`;
};

const toastSpans = (toast: Toast, width: number, glyphs: Glyphs): Span[] => {
	const signs: Record<NoticeLevel, Span[]> = {
		info: [],
		good: [span(`${glyphs.done} `, 'verified')],
		attention: [span('! ', 'attention')],
		error: [span(`${glyphs.failed} `, 'failed')],
	};
	const more: Span[] = toast.level === 'error' ? [span('  ! more', 'dim')] : [];
	const sign = signs[toast.level];
	const room = width - lineWidth([...sign, ...more]) - 1;
	const lacks = lacking(toast);
	const text = displayText(lacks === '' ? toast.text : toast.text.replace(/\.$/, ''));
	const said = fitEnd(fitEnd(text, Math.max(8, room - cells(lacks)), glyphs.gap) + lacks, room, glyphs.gap);
	return [...sign, span(said, tones[toast.level]), ...more, span(' ')];
};

/** From here on there is room for the way to all keys beside what happened, in cells. */
const roomForBoth = 56;

/** The last line: as many hints as there is room for, and at the right what happened. The toast comes first when both do not fit. */
export const hintLine = (hints: readonly Hint[], toasts: readonly Toast[], width: number, glyphs: Glyphs): Line => {
	const toast = shownToast(toasts);
	const spans = ({key, word}: Hint): Span[] => [span('  '), span(key, 'accent'), span(` ${word}`, 'dim')];
	// The way to all other keys is always among them.
	const last = hints.find(({key}) => key === '?');
	const kept = last && width >= roomForBoth ? lineWidth(spans(last)) + 1 : 0;
	const end = toast ? toastSpans(toast, width - kept, glyphs) : [];
	// One more than there are cells, because the gap before the first hint is narrower than the others.
	const room = width - lineWidth(end) - (toast ? 2 : 0) + 1;
	const start: Span[] = [];
	for (const hint of hints.filter((candidate) => candidate !== last)) {
		if (lineWidth([...start, ...spans(hint), ...(last ? spans(last) : [])]) > room) break;
		start.push(...spans(hint));
	}
	if (last && lineWidth([...start, ...spans(last)]) <= room) start.push(...spans(last));
	if (start.length > 0) start[0] = span(' ');
	return spread(start, end, width);
};
