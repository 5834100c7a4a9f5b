import {describe, expect, it} from 'vitest';
import type {EngineEvent} from '../../source/model/events.ts';
import {nothingYet} from '../../source/model/inventory.ts';
import {
	backups,
	emptyScene,
	everyTransfer,
	livelyScene,
	manyTransfers,
	nas,
	offlineScene,
	strangerScene,
	transfer,
	unreachable,
	writeOnlyScene,
} from '../fixtures/scene.ts';
import {expectFrame} from '../helpers/golden.ts';
import {openScene} from '../helpers/scene-screen.tsx';

const sizes = [
	[80, 24],
	[120, 40],
	[200, 60],
] as const;

describe('the screen', () => {
	describe.each(sizes)('at %i×%i', (columns, rows) => {
		const size = `${columns}x${rows}`;

		it('shows the account', async () => {
			using scene = await openScene(livelyScene, {columns, rows});
			await scene.press('enter', 'j', 'space', 'space');
			expectFrame(`lively-${size}`, scene.term.frame({styles: true}));
		});

		it('asks before a restore', async () => {
			using scene = await openScene(livelyScene, {columns, rows});
			await scene.press('enter', 'j', 'space', 'space', 'r');
			expectFrame(`restore-${size}`, scene.term.frame());
		});

		it('shows its keys', async () => {
			using scene = await openScene(livelyScene, {columns, rows});
			await scene.press('enter', '?');
			expectFrame(`help-${size}`, scene.term.frame());
		});
	});

	it.each([
		['write-only', writeOnlyScene],
		['offline', offlineScene],
		['empty', emptyScene],
		['stranger', strangerScene],
	] as const)('shows an account that is %s', async (name, scene) => {
		using shown = await openScene(scene, {columns: 120, rows: 30});
		expectFrame(name, shown.term.frame({styles: true}));
	});

	it.each([
		['transfers', {columns: 100, rows: 30}],
		['transfers-80x24', {columns: 80, rows: 24}],
		['transfers-60x18', {columns: 60, rows: 18}],
		['transfers-48x14', {columns: 48, rows: 14}],
		['transfers-ascii', {columns: 100, rows: 30, env: {LANG: 'C'}}],
	])('shows transfers in every state: %s', async (name, options) => {
		using scene = await openScene(everyTransfer, options);
		await scene.press('4', 'z');
		expectFrame(name, scene.term.frame({styles: true}));
	});

	it.each([
		[80, 24],
		[120, 40],
	])('shows the folders of a vault at %i×%i', async (columns, rows) => {
		using scene = await openScene(livelyScene, {columns, rows, archives: {summitroute_backup: nas()}});
		await scene.press('enter', 't', 'j', 'space', 'j');
		expectFrame(`tree-${columns}x${rows}`, scene.term.frame({styles: true}));
		await scene.press('k', 'enter', 'enter');
		expectFrame(`tree-inside-${columns}x${rows}`, scene.term.frame());
	});

	it.each([
		[80, 24],
		[120, 40],
	])('shows what has come of a first inventory at %i×%i', async (columns, rows) => {
		const vaultName = 'summitroute_backup';
		const progress = {
			step: 'importing',
			...{jobId: 'j', rows: 1_204_000, bytes: 512, totalBytes: 2850, secondsLeft: 190},
			...{early: nas().length, ordered: null},
		} as const;
		const first: EngineEvent = {type: 'inventory', inventory: nothingYet(vaultName), progress};
		using scene = await openScene([...livelyScene, first], {
			...{columns, rows, archives: {[vaultName]: nas()}},
			// Of whole inventories only.
			answers: {'inventory.breakdown': () => null, 'inventory.calendar': () => null},
		});
		await scene.press('enter', 'j', 'space');
		expectFrame(`first-inventory-${columns}x${rows}`, scene.term.frame({styles: true}));
		await scene.press('t');
		expect(scene.term.text()).toContain(' archives so far');
		for (const key of ['$', 'b']) {
			await scene.press(key);
			expect(scene.term.text()).toContain('its first inventory is being');
			await scene.press('esc');
		}
	});

	it('shows the versions of a name', async () => {
		const versions = backups.slice(0, 12).map((row) => ({...row, name: 'etc/hosts'}));
		const folded = [{...versions[0]!, versions: 12}];
		using scene = await openScene(livelyScene, {
			columns: 100,
			rows: 30,
			archives: {summitroute_backup: folded},
			answers: {'inventory.versions': () => versions},
		});
		await scene.press('enter', 'enter', 'j', 'j');
		expectFrame('versions', scene.term.frame());
		await scene.press('enter');
		expect(scene.term.text()).toContain(versions[2]!.archiveId.slice(0, 20));
	});

	it('restores a version, and marks some', async () => {
		const versions = backups.slice(0, 12).map((row) => ({...row, name: 'etc/hosts'}));
		const asked = (scene: Awaited<ReturnType<typeof openScene>>, name: string) =>
			scene.link.asked.filter((one) => one.name === name).map(({takes}) => takes);
		using scene = await openScene(livelyScene, {
			archives: {summitroute_backup: [{...versions[0]!, versions: 12}, ...versions.slice(1)]},
			answers: {'inventory.versions': () => versions, 'archives.restore': () => [transfer('t-9')]},
		});
		await scene.press('enter', 'enter', 'j', 'j', 'r');
		const [plan] = asked(scene, 'archives.plan-restore');
		expect(plan).toMatchObject({selection: {archiveIds: [versions[2]!.archiveId]}});
		expect(scene.term.text()).toContain('etc/hosts');
		await scene.press('esc', 'space', 'space', 'k');
		expect(asked(scene, 'inventory.mark')).toMatchObject([
			{change: {do: 'toggle', archiveIds: [versions[2]!.archiveId]}},
			{change: {do: 'toggle', archiveIds: [versions[3]!.archiveId]}},
		]);
		expect(scene.term.text().match(/●/g)?.length).toBeGreaterThanOrEqual(2);
		// The one that is deleted cannot be marked.
		await scene.press('j', 'j', 'space');
		expect(scene.term.text()).toContain('is deleted: it cannot be marked.');
		await scene.press('r');
		expect(asked(scene, 'archives.plan-restore').at(-1)).toMatchObject({selection: {marked: true}});
		await scene.press('enter');
		expect(asked(scene, 'archives.restore')).toHaveLength(1);
		expect(scene.screen.state.getState()).toMatchObject({dialogs: [], focus: 'transfers'});
	});

	it.each([
		[80, 24],
		[120, 40],
	])('shows the year of a vault at %i×%i', async (columns, rows) => {
		using scene = await openScene(livelyScene, {columns, rows});
		await scene.press('enter', 'b', 'h', 'h', 'k');
		expectFrame(`calendar-${columns}x${rows}`, scene.term.frame({styles: true}));
		await scene.press('enter');
		expect(scene.term.text()).toContain('/date:2026-11-0');
	});

	it('shows many transfers, and those that wait for the network', async () => {
		using scene = await openScene(manyTransfers, {columns: 100, rows: 24});
		await scene.press('4', 'z', 'G');
		expect(scene.term.text()).toMatch(/IMG_1197\.jpg +waits, 197 before it/);
		await scene.press('g');
		scene.link.tell({type: 'connection', state: 'offline', error: unreachable});
		await scene.settled();
		expectFrame('transfers-many-offline', scene.term.frame({styles: true}));
	});

	it.each([
		[80, 24],
		[120, 40],
		[200, 60],
		[48, 14],
	])('shows what costs in a vault at %i×%i', async (columns, rows) => {
		using scene = await openScene(livelyScene, {columns, rows});
		await scene.press('2', '$');
		expectFrame(`costs-${columns}x${rows}`, scene.term.frame({styles: true}));
	});

	it('turns the pages of what costs where there is no room for all, in ASCII too', async () => {
		using scene = await openScene(livelyScene, {columns: 80, rows: 24, env: {LANG: 'C'}});
		await scene.press('2', '$', 'tab');
		expect(scene.term.text()).toContain('under 90 days');
		await scene.press('tab');
		expect(scene.term.text()).toContain('fastglacier');
		expect(scene.term.frame()).toMatch(/^[\n -~]*$/);
		await scene.press('tab');
		expect(scene.term.text()).toContain('nightly');
		await scene.press('$');
		expect(scene.term.text()).not.toContain('Costs of');
	});

	it('shows from the details of a vault that nothing is known of its costs and changes', async () => {
		using scene = await openScene(livelyScene, {columns: 80, rows: 24});
		await scene.press('1', '[', 'd', '$');
		expect(scene.term.text()).toContain('Nothing is known of this vault yet');
		await scene.press('esc', '=');
		expect(scene.term.text()).toContain('There is no inventory yet');
	});

	it.each([
		[80, 24],
		[120, 40],
		[48, 12],
	])('shows what appeared and what vanished at %i×%i', async (columns, rows) => {
		using scene = await openScene(livelyScene, {columns, rows});
		await scene.press('2', '=', 'j', 'pagedown');
		expectFrame(`differences-${columns}x${rows}`, scene.term.frame({styles: true}));
		await scene.press('tab');
		expectFrame(`differences-gone-${columns}x${rows}`, scene.term.frame());
		await scene.press('j', 'y');
		expect(scene.copied.at(-1)).toMatch(/^archive-401-/);
		await scene.press('enter');
		expect(scene.term.text()).toMatch(/archive id/);
	});

	it('saves marks to a file and loads them, and says when there are none', async () => {
		using scene = await openScene(livelyScene, {columns: 80, rows: 24});
		await scene.press('2', 'm');
		expect(scene.term.text()).toContain('Nothing is marked.');
		await scene.press('space', 'space', 'm');
		await scene.type('/srv/b');
		expectFrame('marks-save-80x24', scene.term.frame());
		await scene.press('esc', 'M', 'enter');
		expectFrame('marks-load-80x24', scene.term.frame());
	});

	it('names archives by a list', async () => {
		using scene = await openScene(livelyScene, {columns: 80, rows: 24});
		await scene.press('2', 'e');
		await scene.type('/srv/b');
		await scene.press('down', 'down');
		expectFrame('names-80x24', scene.term.frame());
		await scene.press('up', 'up', '^u', 'enter');
		expect(scene.term.text()).toContain('There is no file named.');
	});

	it('keeps to one pane where there is room for one', async () => {
		using scene = await openScene(livelyScene, {columns: 60, rows: 18});
		await scene.press('2');
		expectFrame('single-60x18', scene.term.frame());
		await scene.press('?');
		expectFrame('help-60x18', scene.term.frame());
	});

	it('says what it needs where there is room for nothing', async () => {
		using scene = await openScene(livelyScene, {columns: 30, rows: 8});
		expect(scene.term.text().trim()).toBe('iceaxe needs 40×10; this is\n30×8.');
	});

	it('follows the window through every size', async () => {
		using scene = await openScene(livelyScene, {columns: 120, rows: 40});
		await scene.press('enter', 'j', 'space');
		const before = scene.term.frame({styles: true});
		for (const [columns, rows] of [
			[80, 24],
			[60, 15],
			[30, 8],
			[200, 60],
			[99, 30],
			[120, 40],
		] as const) {
			await scene.term.resize(columns, rows);
			const lines = scene.term.lines();
			expect(lines.filter((line) => [...line].length > columns)).toEqual([]);
		}
		expect(scene.term.frame({styles: true})).toBe(before);
	});

	it('draws in ASCII where there is nothing else', async () => {
		using scene = await openScene(livelyScene, {columns: 120, rows: 30, env: {LANG: 'C'}});
		await scene.press('enter', 'j', 'space', 'space', 'r');
		const frame = scene.term.frame();
		expect(frame).toMatch(/^[\n -~]*$/);
		expectFrame('ascii-120x30', frame);
	});

	it('shows without colours where one is', async () => {
		using scene = await openScene(livelyScene, {columns: 120, rows: 30, env: {NO_COLOR: '1'}});
		await scene.press('enter', 'j');
		expectFrame('no-colour-120x30', scene.term.frame({styles: true}));
	});
});

describe('a dialog that costs', () => {
	it.each([
		[200, 60],
		[80, 24],
		[60, 15],
		[48, 12],
		[40, 10],
	])('shows the price of every tier, and how to agree, at %i×%i', async (columns, rows) => {
		using scene = await openScene(livelyScene, {columns, rows});
		await scene.press('2', 'space', 'space', 'r');
		const text = scene.term.text();
		expect(text).toContain('Restore 2 archives, 202 GiB');
		expect(text).toMatch(/Bulk.*\$9\.18/);
		expect(text).toMatch(/Standard.*\$(11\.20|2\.02.*\$9\.18)/);
		expect(text).toContain('enter restore');
		expect(text).toContain('esc back');
	});
});
