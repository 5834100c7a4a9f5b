import {numberedPanes, type PaneName} from './layout.ts';
import {fitLine, type Line, lineWidth, type Span, span, spread} from './text/line.ts';

const titles: Record<(typeof numberedPanes)[number], string> = {
	vaults: 'Vaults',
	inventory: 'Inventory',
	jobs: 'Jobs',
	transfers: 'Transfers',
};

/** The first line where there is room for one pane: how the others are reached. `end` is shown when there is room for it. */
export const tabsLine = (focus: PaneName, end: Line, width: number): Line => {
	const tabs = numberedPanes.flatMap((pane, index): Span[] => {
		const here = pane === focus;
		return [
			span(index === 0 ? ' ' : '  '),
			span(`${index + 1} `, here ? 'accent' : 'dim'),
			span(titles[pane], here ? 'focus-title' : 'dim'),
		];
	});
	return lineWidth(tabs) + lineWidth(end) + 2 <= width ? spread(tabs, end, width) : fitLine(tabs, width);
};
