import {displayText} from '../../../model/names/display-text.ts';
import {type Line, span, type Tone} from '../../text/line.ts';
import {cells, characters} from '../../text/width.ts';
import type {TextField} from './text-field.ts';

/**
 * A field in `width` cells. What does not fit scrolls away at the left, so that the cursor is always seen. A field without the focus has no
 * cursor.
 */
export const fieldLine = (field: TextField, width: number, focused: boolean, tone: Tone = 'plain'): Line => {
	// A character that is shown as another one keeps its place, because each stands for itself.
	const shown = characters(field.text).map(({text, at}) => ({text: displayText(text), at}));
	const at = focused ? shown.findIndex((character) => character.at >= field.cursor) : -1;
	const cursor = focused && at < 0 ? shown.length : at;
	const under = shown[cursor]?.text ?? ' ';
	let first = Math.max(0, cursor);
	let left = width - cells(under);
	while (first > 0 && left >= cells(shown[first - 1]!.text)) left -= cells(shown[--first]!.text);
	const start = shown
		.slice(first, Math.max(0, cursor))
		.map(({text}) => text)
		.join('');
	let rest = '';
	for (const {text} of shown.slice(focused ? cursor + 1 : first)) {
		if (cells(start + (focused ? under : '') + rest + text) > width) break;
		rest += text;
	}
	return focused ? [span(start, tone), span(under, 'cursor'), span(rest, tone)] : [span(rest, tone)];
};
