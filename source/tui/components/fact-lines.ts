import {padEnd, wrap} from '../text/fit.ts';
import {type Line, span} from '../text/line.ts';
import {cells} from '../text/width.ts';
import type {Fact} from './table/facts-table.tsx';

/**
 * Facts below each other, for what changes while it is looked at: the table of ink-table takes a frame to draw. Values take as many lines as they
 * need; of more than `most` lines the last are left out.
 */
export const factLines = (facts: readonly Fact[], width: number, most: number): Line[] => {
	const names = Math.max(0, ...facts.map(({name}) => cells(name)));
	const room = Math.max(1, width - names - 2);
	const lines = facts.flatMap(({name, value, tone}) =>
		wrap(value, room).map(
			(part, index): Line => [
				span(padEnd(index === 0 ? name : '', names), 'dim'),
				span('  '),
				span(part, tone ?? 'plain'),
			],
		),
	);
	return lines.slice(0, most);
};
