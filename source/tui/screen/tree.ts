import {type ListState, listStart} from './list.ts';
import type {VaultView} from './state.ts';

/** A folder that one has gone through, and where in it one was. */
export type Passed = {folder: string; list: ListState};

/** The part of a path before its last one; empty at the top. */
export const parentOf = (folder: string): string => folder.slice(0, Math.max(0, folder.lastIndexOf('/')));

/** Into a folder of the tree. Where one comes from is remembered. */
export const entered = (view: VaultView, folder: string): VaultView => ({
	...view,
	folder,
	trail: view.folder === null ? [] : [...view.trail, {folder: view.folder, list: view.list}],
	list: listStart,
	anchor: null,
});

/** Out of a folder into the one that it is in, with the cursor where it was; the same view at the top and in the list. */
export const left = (view: VaultView): VaultView => {
	if (view.folder === null || view.folder === '') return view;
	const passed = view.trail.at(-1);
	const folder = parentOf(view.folder);
	return {
		...view,
		folder,
		trail: view.trail.slice(0, -1),
		// Who was put into a folder has been in none above it.
		list: passed?.folder === folder ? passed.list : listStart,
		anchor: null,
	};
};

/** From the tree to the list of what is below its folder, and back to the tree at that folder. */
export const toggled = (view: VaultView): VaultView =>
	view.folder === null
		? {...view, folder: view.below ?? '', trail: [], list: listStart, anchor: null}
		: {...view, folder: null, below: view.folder === '' ? null : view.folder, trail: [], list: listStart, anchor: null};
