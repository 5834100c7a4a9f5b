import type {Account} from '../../../model/account.ts';
import type {Connection, State, VaultList} from '../../../store/state.ts';
import {sentences} from '../../components/empty.ts';
import {framed, innerHeight, innerWidth} from '../../components/frame.ts';
import {rowLine} from '../../components/row.ts';
import type {TextField} from '../../components/text-field/text-field.ts';
import type {Rect} from '../../layout.ts';
import {settled} from '../../screen/list.ts';
import {type Line, span} from '../../text/line.ts';
import type {Look} from '../../theme.ts';
import {filterFoot} from '../filter-foot.ts';
import {paneTitle} from '../pane-title.ts';
import {positionText} from '../position.ts';
import {placeOf, shownVaults, vaultRows} from './model.ts';
import {vaultColumns, vaultHeader, vaultLine} from './presentation.ts';
import {emptyVaults, vaultsFoot} from './words.ts';

/** All that the pane depends on. */
export type VaultsPicture = {
	rect: Rect;
	look: Look;
	now: number;
	list: VaultList;
	inventories: State['inventories'];
	connection: Connection;
	account: Account | null;
	/** For how many seconds the service has been asked for the vaults, or the engine has been starting; null when neither is so. */
	asking: number | null;
	focused: boolean;
	numbered: boolean;
	/** Where one gets from here, after the title; empty where the inventory is in sight. */
	trail: Line;
	vaultName: string | null;
	scroll: number;
	filter: string;
	filtering: TextField | null;
};

/** The pane as lines of the screen. */
export const vaultsLines = (picture: VaultsPicture): Line[] => {
	const {rect, look, now, list, inventories, connection, account, asking, focused, numbered, filter} = picture;
	const {glyphs} = look;
	const shown = shownVaults(list.vaults, filter);
	const width = innerWidth(rect);
	const height = Math.max(1, innerHeight(rect) - 1);
	const place = settled({cursor: placeOf(shown, picture.vaultName), scroll: picture.scroll}, shown.length, height);
	const columns = vaultColumns(vaultRows(list.vaults, inventories, now), width);
	const inSight = vaultRows(shown.slice(place.scroll, place.scroll + height), inventories, now);
	const rows = inSight.map((row, index) =>
		rowLine(
			vaultLine(row, columns, place.scroll + index === place.cursor, glyphs),
			{current: place.scroll + index === place.cursor, focused},
			width,
			glyphs,
		),
	);
	const content: Line[] =
		shown.length === 0
			? [[], ...sentences(emptyVaults({list, connection, account, asking}, filter), width)]
			: [[span(' '), ...vaultHeader(columns)], ...rows];
	const own = inSight[place.cursor - place.scroll]?.own ?? false;
	const foot = shown.length > 0 ? vaultsFoot({list, connection, account, asking}, own) : null;
	return framed(
		{
			...rect,
			focused,
			title: [...paneTitle('1', 'Vaults', focused, numbered), ...picture.trail],
			foot: filterFoot(picture.filtering, filter) ?? (foot ? [span(foot.text, foot.tone)] : []),
			footAside: positionText(place.cursor, shown.length),
			scroll: {first: place.scroll, shown: height, total: shown.length},
		},
		content,
		glyphs,
	);
};
