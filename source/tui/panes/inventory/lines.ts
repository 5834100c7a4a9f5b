import type {ErrorValue} from '../../../model/errors/iceaxe-error.ts';
import {countText} from '../../../model/format.ts';
import {displayText} from '../../../model/names/display-text.ts';
import type {InventoryState} from '../../../store/state.ts';
import {sentences} from '../../components/empty.ts';
import {framed, innerHeight, innerWidth} from '../../components/frame.ts';
import {rowLine} from '../../components/row.ts';
import type {TextField} from '../../components/text-field/text-field.ts';
import type {Rect} from '../../layout.ts';
import {type ListState, listStart, settled} from '../../screen/list.ts';
import {isFolder, type Row, rowAt, type Sheet} from '../../screen/sheet.ts';
import type {VaultView} from '../../screen/state.ts';
import {fitMiddle} from '../../text/fit.ts';
import {type Line, lineWidth, span} from '../../text/line.ts';
import {cells} from '../../text/width.ts';
import type {Look} from '../../theme.ts';
import {filterFoot} from '../filter-foot.ts';
import {paneTitle} from '../pane-title.ts';
import {positionText} from '../position.ts';
import {ageOfInventory, archivesOf, progressOf} from './model.ts';
import {archiveColumns, archiveHeader, archiveLine, pendingLine} from './presentation.ts';
import {treeColumns, treeHeader, treeLine} from './tree-presentation.ts';
import {emptyInventory, type Hindrance, inventoryFoot} from './words.ts';

/** All that the pane depends on. */
export type InventoryPicture = {
	rect: Rect;
	look: Look;
	now: number;
	focused: boolean;
	numbered: boolean;
	/** Where one came from, before the title; empty where the vaults are in sight. */
	lead: Line;
	vaultName: string | null;
	view: VaultView;
	filtering: TextField | null;
	inventory: InventoryState | undefined;
	hindrance: Hindrance;
	sheet: Sheet | null;
	error: ErrorValue | null;
};

const rowLines = (picture: InventoryPicture, list: ListState, width: number, height: number): Line[] => {
	const {sheet, view, focused, now, look} = picture;
	const {glyphs} = look;
	const tree = view.folder !== null;
	const columns = archiveColumns(width);
	const folders = {columns: treeColumns(width), largest: sheet?.largest ?? 0, now};
	const draw = (row: Row): Line =>
		tree || isFolder(row) ? treeLine(row, folders, glyphs) : archiveLine(row, columns, now, glyphs);
	const first = Math.min(list.cursor, view.anchor?.row ?? list.cursor);
	const last = Math.max(list.cursor, view.anchor?.row ?? list.cursor);
	const shown = Math.max(0, Math.min(height, (sheet?.total ?? 0) - list.scroll));
	const lines = Array.from({length: shown}, (_, row) => {
		const index = list.scroll + row;
		const drawn = rowAt(sheet, index);
		const inRange = view.anchor !== null && index >= first && index <= last;
		const content = drawn ? draw(drawn) : pendingLine(glyphs);
		return rowLine(content, {current: index === list.cursor, focused, inRange}, width, glyphs);
	});
	const header = tree ? treeHeader(folders.columns, view.sort, glyphs) : archiveHeader(columns, view.sort, glyphs);
	return [[span(' '), ...header], ...lines];
};

const emptyLines = (picture: InventoryPicture, width: number): Line[] => {
	const {error, vaultName, sheet, inventory, view, hindrance, now} = picture;
	if (error) return sentences([{text: error.message, tone: 'failed'}, error.hint, 'R tries again.'], width);
	// The catalog answers within a frame or two; saying so would only flicker.
	if (vaultName !== null && !sheet && inventory && inventory.inventory.archives > 0) return [];
	return sentences(emptyInventory(vaultName, inventory, view.filter, hindrance, now), width);
};

/** While a range is open, what it holds and how it ends. */
const rangeFoot = (anchor: number, cursor: number, marked: number): Line => [
	span(`range of ${countText(Math.abs(anchor - cursor) + 1)}`, 'accent'),
	span(' · space marks it, esc leaves it', 'dim'),
	...(marked > 0 ? [span(' · ', 'dim'), span(`${countText(marked)} marked`, 'accent')] : []),
];

/** Whether only some of the vault's archives are shown. */
const isNarrowed = ({filter, folder, below}: VaultView): boolean => filter !== '' || (folder ?? below ?? '') !== '';

const footOf = ({filtering, view, sheet, inventory}: InventoryPicture, cursor: number): Line => {
	if (view.anchor !== null && filtering === null) {
		return rangeFoot(view.anchor.row, cursor, sheet?.marks.count ?? 0);
	}
	const filter = filterFoot(filtering, view.filter);
	const total = sheet?.total ?? 0;
	const counts =
		sheet && (total > 0 || view.filter !== '')
			? inventoryFoot(sheet, isNarrowed(view) ? archivesOf(inventory, sheet) : null)
			: [];
	const all: Line = view.versions === 'all' && counts.length > 0 ? [span(' · all versions', 'dim')] : [];
	return [...(filter ? [...filter, span('  ')] : []), ...counts, ...all];
};

/** Where in the vault one is: the folder of the tree, or below which the list is. */
const placeText = ({folder, below}: VaultView): string => displayText(folder ?? below ?? '');

/** The pane as lines of the screen. */
export const inventoryLines = (picture: InventoryPicture): Line[] => {
	const {rect, look, now, focused, numbered, lead, vaultName, view, inventory, sheet} = picture;
	const {glyphs} = look;
	const width = innerWidth(rect);
	const height = Math.max(1, innerHeight(rect) - 1);
	const total = sheet?.total ?? 0;
	const list = sheet ? settled(view.list, total, height) : listStart;
	const place = placeText(view);
	const name = vaultName === null ? 'Inventory' : displayText(vaultName) + (place === '' ? '' : `/${place}`);
	const age = vaultName === null ? '' : ageOfInventory(inventory, now);
	const progress = progressOf(inventory?.progress ?? null, now);
	const whole = [age, progress].filter((text) => text !== '').join(' · ');
	// Dashes and spaces of the border around both, and the number.
	const room = width - 9 - (numbered ? 2 : 0) - lineWidth(lead);
	const fits = cells(name) + cells(whole) <= room;
	// Of rows that are still being read it is worth more how far that is.
	const aside = fits ? whole : sheet?.early && progress !== '' ? progress : age;
	const title = fitMiddle(name, Math.max(8, room - cells(aside)), glyphs.gap);
	return framed(
		{
			...rect,
			focused,
			title: [...lead, ...paneTitle('2', title, focused, numbered)],
			aside: aside === '' ? [] : [span(aside, 'dim')],
			foot: footOf(picture, list.cursor),
			footAside: positionText(list.cursor, total),
			scroll: {first: list.scroll, shown: height, total},
		},
		total === 0 ? [[], ...emptyLines(picture, width)] : rowLines(picture, list, width, height),
		glyphs,
	);
};
