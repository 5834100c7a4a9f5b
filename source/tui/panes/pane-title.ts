import {type Line, type Span, span} from '../text/line.ts';

/** The number that reaches a pane, and what it is. */
const numberAndName = (number: string, text: string, focused: boolean, shown: boolean): Span[] => [
	span(`${number} `, focused ? 'accent' : 'dim'),
	span(text, focused ? 'focus-title' : shown ? 'title' : 'dim'),
];

/** The title of a pane. The number is not shown where there are tabs for it. */
export const paneTitle = (number: string, text: string, focused: boolean, numbered = true): Line =>
	numbered ? numberAndName(number, text, focused, true) : [span(text, focused ? 'focus-title' : 'title')];

/** The title of a place that panes share: the one that is shown stands out, the others say how they are reached. */
export const sharedTitle = (
	panes: readonly {number: string; text: string; shown: boolean}[],
	focused: boolean,
	dot: string,
): Line =>
	panes.flatMap(({number, text, shown}, index) => [
		...(index === 0 ? [] : [span(` ${dot} `, 'dim')]),
		...numberAndName(number, text, focused && shown, shown),
	]);
