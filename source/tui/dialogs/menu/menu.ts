import {emptyField, type TextField} from '../../components/text-field/text-field.ts';
import type {Context} from '../../keymap.ts';
import {type ListState, listStart} from '../../screen/list.ts';

/** What can be done, filtered by typing: the palette shows what it is called, the help what keys it has. */
export type MenuDialog = {kind: 'menu'; as: 'palette' | 'help'; field: TextField; list: ListState; from: Context};

export const menuDialog = (as: MenuDialog['as'], from: Context): MenuDialog => ({
	kind: 'menu',
	as,
	field: emptyField,
	list: listStart,
	from,
});
