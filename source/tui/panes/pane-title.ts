import {type Line, span} from '../text/line.ts';

/** The number that reaches the pane, and what it is. The number is not shown where there are tabs for it. */
export const paneTitle = (number: string, text: string, focused: boolean, numbered: boolean): Line => [
	...(numbered ? [span(`${number} `, focused ? 'accent' : 'dim')] : []),
	span(text, focused ? 'focus-title' : 'title'),
];
