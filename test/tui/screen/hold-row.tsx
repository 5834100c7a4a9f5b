import {describe, expect, it} from 'vitest';
import type {ArchiveRow} from '../../../source/model/archive.ts';
import {viewOf} from '../../../source/tui/screen/state.ts';
import {archive, inventory, livelyScene} from '../../fixtures/scene.ts';
import {openScene, type SceneScreen} from '../../helpers/scene-screen.tsx';

const vaultName = 'summitroute_backup';
const many = (from: number, count: number, change: Partial<ArchiveRow> = {}) =>
	Array.from({length: count}, (_, at) => archive(from + at, change));
const viewIn = ({screen}: SceneScreen) => viewOf(screen.state.getState(), vaultName);

/** The list, newest first, and what happens to it. A larger index is older. */
const opened = async (rows: ArchiveRow[]) => {
	const archives = {[vaultName]: rows};
	const scene = await openScene(livelyScene, {columns: 120, rows: 30, archives});
	await scene.press('2');
	const change = async (next: readonly ArchiveRow[]) => {
		rows.splice(0, rows.length, ...next);
		scene.link.tell({type: 'inventory', inventory: inventory(vaultName), progress: null});
		await scene.settled();
	};
	const barOn = (name: string) => expect(scene.term.text()).toMatch(new RegExp(`▌..${name} `, 'm'));
	const asked = () => scene.link.asked.filter(({name}) => name === 'inventory.mark').map(({takes}) => takes);
	return {scene, change, barOn, asked};
};

describe('the cursor of the inventory', () => {
	it('holds its archive when an upload comes above it, and a key acts on that', async () => {
		const rows = many(10, 50);
		const {scene, change, barOn, asked} = await opened(rows);
		using _ = scene;
		await scene.press('j');
		barOn('file-11');
		await change([...many(0, 2), ...rows]);
		barOn('file-11');
		expect(viewIn(scene)).toMatchObject({list: {cursor: 3, scroll: 0}, lost: null});
		await scene.press('space');
		expect(asked()).toEqual([{vaultName, change: {do: 'toggle', archiveIds: [archive(11).archiveId]}}]);
	});

	it('holds it where it moves to another page, with nothing moving on the screen', async () => {
		const rows = many(300, 400);
		const {scene, change, barOn} = await opened(rows);
		using _ = scene;
		await scene.press('G', ...Array.from({length: 5}, () => 'k'));
		const before = viewIn(scene).list;
		await change([...many(0, 150), ...rows]);
		barOn('file-694');
		expect(viewIn(scene).list).toEqual({cursor: before.cursor + 150, scroll: before.scroll + 150});
	});

	it('acts on nothing that took the place of its archive before anybody can have seen it', async () => {
		const rows = many(10, 50);
		const {scene, change, asked} = await opened(rows);
		using _ = scene;
		await scene.press('j');
		await change(rows.filter(({name}) => name !== 'file-11'));
		for (const key of ['space', 'r', 'D', 'v']) await scene.press(key);
		expect(asked()).toEqual([]);
		expect(scene.screen.state.getState().dialogs).toEqual([]);
		expect(viewIn(scene).anchor).toBeNull();
		expect(scene.term.text()).toContain('has just become another one');
	});

	it('goes with a name to its newer version', async () => {
		const rows = many(10, 50);
		const {scene, change, barOn} = await opened(rows);
		using _ = scene;
		await scene.press('j');
		const newer = archive(0, {name: 'file-11', archiveId: 'newer', versions: 2});
		await change([newer, ...rows.filter(({name}) => name !== 'file-11')]);
		barOn('file-11');
		expect(viewIn(scene).list.cursor).toBe(0);
		expect(viewIn(scene).lost).not.toBeNull();
	});
});

describe('a range', () => {
	it('holds both its ends, and says which archives they are', async () => {
		const rows = many(10, 50);
		const {scene, change, asked} = await opened(rows);
		using _ = scene;
		await scene.press('j', 'v', 'j', 'j');
		await change([...many(0, 3), ...rows]);
		expect(scene.term.text()).toContain('range of 3');
		await scene.press('space');
		const ends = [archive(11).archiveId, archive(13).archiveId];
		expect(asked()).toMatchObject([{change: {do: 'range', from: 4, to: 6, ends}}]);
	});
});

describe('the open vault', () => {
	it('is the one below when it is deleted, or at the end the one above', async () => {
		using scene = await openScene(livelyScene);
		const {vaults, at} = scene.screen.engine.getState().vaults;
		const names = vaults.map((vault) => vault.vaultName);
		const without = async (...gone: string[]) => {
			const rest = vaults.filter((vault) => !gone.includes(vault.vaultName));
			scene.link.tell({type: 'vaults', vaults: [...rest], listed: true, at: at!});
			await scene.settled();
			return scene.screen.state.getState().vaultName;
		};
		await scene.press('g', 'j');
		expect(await without(names[1]!)).toBe(names[2]);
		expect(await without(...names.slice(1))).toBe(names[0]);
	});
});
