import {displayText} from '../../model/names/display-text.ts';
import {fieldLine} from '../components/text-field/field-line.ts';
import type {TextField} from '../components/text-field/text-field.ts';
import {fitEnd} from '../text/fit.ts';
import {type Line, span} from '../text/line.ts';

/** How much of a filter is shown. */
const fieldWidth = 24;

/** The filter in the lower border: being typed, or at work. Undefined when there is none. */
export const filterFoot = (field: TextField | null, filter: string): Line | undefined => {
	if (field) return [span('/', 'accent'), ...fieldLine(field, fieldWidth, true)];
	return filter === '' ? undefined : [span('/', 'accent'), span(fitEnd(displayText(filter), fieldWidth), 'strong')];
};
