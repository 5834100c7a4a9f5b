import {describe, expect, it} from 'vitest';
import {listStart} from '../../../source/tui/screen/list.ts';
import {newView, type VaultView} from '../../../source/tui/screen/state.ts';
import {entered, left, parentOf, toggled} from '../../../source/tui/screen/tree.ts';

const at = (view: VaultView, cursor: number): VaultView => ({...view, list: {cursor, scroll: 0}});
const tree = toggled(newView);

describe('the tree', () => {
	it('knows what a folder is in', () => {
		expect([parentOf('a/b/c'), parentOf('a'), parentOf('')]).toEqual(['a/b', '', '']);
	});

	it('goes into folders, and out of them to where one was', () => {
		const deep = at(entered(at(entered(at(tree, 3), 'photos'), 7), 'photos/2019'), 2);
		expect(deep).toMatchObject({folder: 'photos/2019', anchor: null});
		const back = left(deep);
		expect(back).toMatchObject({folder: 'photos', list: {cursor: 7}});
		expect(left(back)).toMatchObject({folder: '', list: {cursor: 3}, trail: []});
		expect(left(left(back))).toEqual(left(back));
	});

	it('ends at the top, and is no part of the list', () => {
		expect(left(tree)).toBe(tree);
		expect(left(newView)).toBe(newView);
	});

	it('becomes the list of what is below its folder, and comes back to it', () => {
		const list = toggled(entered(tree, 'photos'));
		expect(list).toMatchObject({folder: null, below: 'photos', list: listStart});
		expect(toggled(list)).toMatchObject({folder: 'photos', trail: []});
		// Into it by the back door: above it one has been nowhere.
		expect(left(toggled(list))).toMatchObject({folder: '', list: listStart});
		expect(toggled(tree)).toMatchObject({folder: null, below: null});
	});
});
