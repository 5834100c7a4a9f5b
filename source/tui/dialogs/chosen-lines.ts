import type {ArchiveRow, Selection} from '../../model/archive.ts';
import {countedText, countText, momentText} from '../../model/format.ts';
import {displayText} from '../../model/names/display-text.ts';
import {fitMiddle} from '../text/fit.ts';
import {type Line, span, spread} from '../text/line.ts';
import {cells} from '../text/width.ts';
import type {DialogView, Need} from './module.ts';

/** An archive that an act is about, as its dialog names it. */
export type Named = Pick<ArchiveRow, 'archiveId' | 'name' | 'created'>;

/** More names than a dialog has lines for are of no use. */
const mostNamed = 10;

/** What a dialog must ask for the names of what is marked, as it is chosen: nothing where all of it is in sight, and so named already. */
export const namesNeeds = (
	{vaultName, named, hidden}: {vaultName: string; named: readonly Named[]; hidden: number},
	selection: Selection,
	count: number,
): Need[] => {
	if ('archiveIds' in selection || (hidden === 0 && named.length === count)) return [];
	const takes = {vaultName, selection, limit: mostNamed};
	return [{key: `names ${JSON.stringify(selection)}`, name: 'archives.select', takes}];
};

/** What an act is about: the first names with when they were uploaded, and how many others. `hidden` of them a filter does not show. */
export const chosenLines = (
	named: readonly Named[],
	count: number,
	hidden: number,
	most: number,
	{width, look: {glyphs}}: Pick<DialogView, 'width' | 'look'>,
): Line[] => {
	const shown = named.slice(0, Math.min(count, named.length > most ? most - 1 : most));
	const lines = shown.map(({name, created}): Line => {
		const when = momentText(created);
		const room = width - cells(when) - 2;
		return spread([span(fitMiddle(displayText(name), room, glyphs.gap))], [span(when, 'dim')], width);
	});
	const more = count - shown.length;
	if (more <= 0) return lines;
	const others = shown.length === 0 ? countedText(more, 'archive') : `and ${countedText(more, 'other')}`;
	const tail = hidden === 0 ? '' : `, ${countText(hidden)} of them hidden by the filter`;
	return [...lines, [span(`${others}${tail}`, 'dim')]];
};

/** Names in a sentence: the first few, and how many more. */
export const namesText = (names: readonly string[], count: number): string => {
	const shown = names.slice(0, 3).map(displayText);
	const more = count - shown.length;
	return `${shown.join(', ')}${more > 0 ? ` and ${countText(more)} more` : ''}`;
};
