import type {Breakdown, Share} from '../../../model/breakdown.ts';
import {displayText} from '../../../model/names/display-text.ts';
import {prices} from '../../../model/prices/cost.ts';
import {inventoryOf} from '../../../store/selectors.ts';
import {ageOfInventory} from '../../panes/inventory/model.ts';
import {fitMiddle} from '../../text/fit.ts';
import {type Line, span} from '../../text/line.ts';
import {nothingKnownLines, paragraph, problemLines} from '../form-lines.ts';
import type {DialogModule, DialogView} from '../module.ts';
import {type CostPage, type CostsDialog, costPages, pageAfter} from './costs.ts';
import {shareColumns, shareHeader, shareLine, sumLine, sumOf, weightOf, withOthers} from './shares.ts';

const sharesOf = ({byFolder, byAge, byFormat}: Breakdown): Record<CostPage, readonly Share[]> => ({
	folder: byFolder,
	age: byAge,
	writer: byFormat,
});

/** Lines beside the shares: titles of the divisions, the sum, the prices and the gaps between them. */
const besides = 9;
/** Rows of folders and writers from which on all divisions are shown at once. */
const roomy = 9;

/** How many rows each division gets below the others; null when they do not fit together. */
const rowsTogether = ({byAge, byFormat}: Breakdown, height: number): Record<CostPage, number> | null => {
	const room = height - besides - byAge.length;
	if (room < roomy) return null;
	const writer = Math.min(byFormat.length, Math.max(3, Math.floor(room / 3)));
	return {folder: room - writer, age: byAge.length, writer};
};

const divisionLines = (page: CostPage, title: string, breakdown: Breakdown, most: number, view: DialogView): Line[] => {
	const columns = shareColumns(view.width);
	const shares = sharesOf(breakdown)[page];
	// Ages are few, and each says something.
	const shown = page === 'age' ? shares : withOthers(shares, most);
	const weights = shown.map(weightOf);
	const scale = {whole: weights.reduce((sum, one) => sum + one, 0), largest: Math.max(0, ...weights)};
	return [shareHeader(title, columns), ...shown.map((share) => shareLine(share, scale, columns, view.look.glyphs))];
};

/** Which division is shown, among those that are there. */
const pagesLine = (page: CostPage): Line =>
	costPages.flatMap((one, index) => [
		span(index === 0 ? '' : '   '),
		span(`by ${one}`, one === page ? 'accent' : 'dim'),
	]);

const notesOf = ({vaultName}: CostsDialog, sum: Share, {engine, now, width}: DialogView): Line[] => {
	const region = engine.account?.region ?? '';
	const price =
		sum.monthly === null
			? `No prices of ${region} are known.`
			: `Storage before tax, with the overhead of each archive; prices of ${prices.date}, ${region}.`;
	const age = ageOfInventory(inventoryOf(engine, vaultName), now);
	return paragraph(`${price} ${age[0]!.toUpperCase()}${age.slice(1)}.`, width, 'dim');
};

const linesOf = (dialog: CostsDialog, view: DialogView): Line[] => {
	const {breakdown, page, problem} = dialog;
	if (breakdown === null) return problem ? [] : [[span('Counting …', 'dim')]];
	if (breakdown === 'unknown') {
		return nothingKnownLines(view.width, view.engine.inventories[dialog.vaultName]?.progress ?? null);
	}
	if (breakdown.byAge.length === 0)
		return paragraph('Nothing is in this vault, and it costs nothing.', view.width, 'dim');
	const sum = sumOf(breakdown.byAge, 'All');
	const notes = notesOf(dialog, sum, view);
	const end = [[], sumLine(sum, shareColumns(view.width)), [], ...notes];
	const together = rowsTogether(breakdown, view.height - notes.length + 1);
	if (together) {
		const divisions = costPages.map((one) => divisionLines(one, `By ${one}`, breakdown, together[one], view));
		return [...divisions.flatMap((lines, index) => (index === 0 ? lines : [[], ...lines])), ...end];
	}
	// Two lines for the pages, one for the titles; the blank ones go first where there is little room.
	const most = Math.max(1, view.height - 3 - 2 - notes.length);
	const pages = costPages.map((one) => divisionLines(one, '', breakdown, most, view));
	const shown = pages[costPages.indexOf(page)]!;
	const longest = Math.max(...pages.map(({length}) => length));
	// As high as the longest page, so that nothing jumps.
	const filling = Array.from({length: longest - shown.length}, (): Line => [span(' ')]);
	return [pagesLine(page), [], ...shown, ...filling, ...end];
};

/** Whether one page at a time is shown. */
const isPaged = ({breakdown}: CostsDialog, {height}: DialogView): boolean =>
	breakdown !== null && breakdown !== 'unknown' && breakdown.byAge.length > 0 && !rowsTogether(breakdown, height);

export const costsModule: DialogModule<CostsDialog & {id: number}> = {
	context: 'list',
	width: 100,
	title: ({vaultName}, {width, look: {glyphs}}) => [
		span('Costs of ', 'focus-title'),
		span(fitMiddle(displayText(vaultName), Math.max(10, width - 11), glyphs.gap), 'focus-title'),
	],
	lines: (dialog, view) => [...linesOf(dialog, view), ...problemLines(dialog.problem, view.width, view.look.glyphs)],
	keys: (dialog, view) => [
		...(isPaged(dialog, view) ? [['tab', `by ${pageAfter(dialog.page)}`] as const] : []),
		['esc', 'back'],
	],
	turned: (dialog) => ({...dialog, page: pageAfter(dialog.page)}),
	needs: ({vaultName}) => [{key: `breakdown ${vaultName}`, name: 'inventory.breakdown', takes: {vaultName}}],
	answered: (dialog, _, answer) => ({...dialog, breakdown: (answer as Breakdown | null) ?? 'unknown'}),
	refused: (dialog, _, problem) => ({...dialog, problem}),
};
