import {describe, expect, it} from 'vitest';
import type {Deletion} from '../../../source/model/deletion.ts';
import {errorFromValue} from '../../../source/model/errors/errors.ts';
import {IceaxeError} from '../../../source/model/errors/iceaxe-error.ts';
import {retrievalExpired, retrievalFailed} from '../../../source/model/transfer.ts';
import {viewOf} from '../../../source/tui/screen/state.ts';
import {
	archive,
	backups,
	livelyScene,
	progress,
	strangerScene,
	transfer,
	writeOnlyScene,
} from '../../fixtures/scene.ts';
import {plan} from '../../fixtures/scene-answers.ts';
import {openScene, type SceneScreen} from '../../helpers/scene-screen.tsx';

const stateOf = ({screen}: SceneScreen) => screen.state.getState();
const cursorOf = (scene: SceneScreen) => viewOf(stateOf(scene), 'summitroute_backup').list.cursor;
const askedOf = ({link}: SceneScreen, name: string) =>
	link.asked.filter((one) => one.name === name).map(({takes}) => takes);
const quiet = livelyScene.filter(({type}) => !type.startsWith('transfer'));

describe('moving', () => {
	it('acts three times on three keys that come in one read', async () => {
		using scene = await openScene(livelyScene);
		await scene.press('enter');
		await scene.term.pressGlued('j', 'j', 'j');
		expect(cursorOf(scene)).toBe(3);
	});

	it('goes by pages and to the ends of what is not all here', async () => {
		using scene = await openScene(livelyScene);
		await scene.press('2', '^d', 'G');
		expect(cursorOf(scene)).toBe(411);
		expect(scene.term.text()).toContain(backups.at(-1)!.name);
		await scene.press('g');
		expect(cursorOf(scene)).toBe(0);
	});

	it('goes to a row by its number', async () => {
		using scene = await openScene(livelyScene);
		await scene.press('2', '#');
		await scene.type('none');
		await scene.press('enter');
		expect(scene.term.text()).toContain('A row is a number from 1 on.');
		await scene.press('^u');
		await scene.type('3_21');
		await scene.press('enter');
		expect(cursorOf(scene)).toBe(320);
		await scene.press('#');
		await scene.type('9,999');
		await scene.press('enter');
		expect(cursorOf(scene)).toBe(411);
	});

	it('opens the vault under the cursor at once', async () => {
		using scene = await openScene(livelyScene);
		await scene.press('k');
		expect(stateOf(scene)).toMatchObject({vaultName: 'photos', focus: 'vaults'});
		await scene.press('4', ']');
		expect(stateOf(scene)).toMatchObject({vaultName: 'summitroute_backup', focus: 'transfers'});
	});

	it('goes from pane to pane', async () => {
		using scene = await openScene(livelyScene);
		const seen = [];
		for (const key of ['tab', 'tab', 'tab', 'tab', 'shift+tab', '2', 'h', 'l', '3', '@', 'tab', 'esc']) {
			await scene.press(key);
			seen.push(stateOf(scene).focus);
		}
		expect(seen).toEqual([
			...['inventory', 'jobs', 'transfers', 'vaults', 'transfers', 'inventory', 'vaults', 'inventory', 'jobs'],
			...['log', 'vaults', 'vaults'],
		]);
	});
});

describe('a filter', () => {
	it('works while it is typed; enter keeps it, esc takes it away', async () => {
		using scene = await openScene(livelyScene);
		await scene.press('2', '/');
		await scene.type('2025-11');
		expect(scene.term.text()).toMatch(/\/2025-11 .*of 412 archives/);
		await scene.press('enter', 'j');
		expect(cursorOf(scene)).toBe(1);
		expect(viewOf(stateOf(scene), 'summitroute_backup').filter).toBe('2025-11');
		await scene.press('esc');
		expect(viewOf(stateOf(scene), 'summitroute_backup').filter).toBe('');
	});

	it('is again what it was when it is given up', async () => {
		using scene = await openScene(livelyScene);
		await scene.press('2', '/', '1', 'enter', '/', '2', 'esc');
		expect(viewOf(stateOf(scene), 'summitroute_backup').filter).toBe('1');
	});

	it('lets one move in what it finds, round the ends', async () => {
		using scene = await openScene(livelyScene);
		await scene.press('2', '/');
		await scene.type('2026-11-2');
		await scene.press('down', 'down');
		expect(cursorOf(scene)).toBe(2);
		await scene.press('enter', 'N', 'N', 'N');
		expect(cursorOf(scene)).toBe(3);
	});

	it('takes pasted text whole, and no key of it', async () => {
		using scene = await openScene(livelyScene);
		await scene.press('2', '/');
		await scene.term.paste('11-1\nq');
		await scene.settled();
		expect(stateOf(scene).filtering?.field.text).toBe('11-1 q');
		expect(scene.ending).toBeUndefined();
	});
});

describe('marks', () => {
	it('are set and taken back, and go on to the next row', async () => {
		using scene = await openScene(livelyScene);
		await scene.press('2', 'space', 'space', 'k', 'space');
		expect(askedOf(scene, 'inventory.mark')).toEqual(
			[0, 1, 1].map((row) => ({
				vaultName: 'summitroute_backup',
				change: {do: 'toggle', archiveIds: [backups[row]!.archiveId]},
			})),
		);
		expect(scene.term.text()).toMatch(/1 marked, 10\.1 GiB/);
	});

	it('are set in a range', async () => {
		using scene = await openScene(livelyScene);
		await scene.press('2', 'j', 'v', 'j', 'j', 'space');
		expect(scene.term.text()).toMatch(/3 marked/);
		expect(viewOf(stateOf(scene), 'summitroute_backup').anchor).toBeNull();
	});

	it('are set on all that the filter shows, also what it hides is counted', async () => {
		using scene = await openScene(livelyScene);
		await scene.press('2', 'space', '/');
		await scene.type('2025');
		await scene.press('enter', 'a');
		expect(scene.term.text()).toMatch(/\(1 hidden\)/);
		await scene.press('*');
		expect(scene.term.text()).toMatch(/1 marked \(1 hidden/);
		await scene.press('U');
		expect(scene.term.text()).not.toMatch(/marked/);
	});

	it('are the last thing that esc takes away', async () => {
		using scene = await openScene(livelyScene);
		await scene.press('2', 'space', '/', '1', 'enter', 'v', 'r');
		const left = () => {
			const {dialogs, views} = stateOf(scene);
			const {filter, anchor} = views.summitroute_backup!;
			return [dialogs.length > 0, filter !== '', anchor !== null, /marked/.test(scene.term.text())];
		};
		const seen = [left()];
		for (let times = 0; times < 4; times++) {
			await scene.press('esc');
			seen.push(left());
		}
		expect(seen).toEqual([
			[true, true, true, true],
			[false, true, true, true],
			// A filter that goes takes the range within it along.
			[false, false, false, true],
			[false, false, false, false],
			[false, false, false, false],
		]);
		// With nothing open any more, one stays where one is: in the vaults, other keys are dangerous.
		await scene.press('esc', 'esc');
		expect(stateOf(scene).focus).toBe('inventory');
	});

	it('leave alone what is gone', async () => {
		using scene = await openScene(livelyScene);
		await scene.press('2', 'j', 'j', 'j', 'j', 'j', 'space');
		expect(askedOf(scene, 'inventory.mark')).toEqual([]);
		expect(scene.term.text()).toContain('nightly/2026-11-18.tar.gpg is deleted: it cannot be marked.');
		// Whoever goes on with r or D does not do it to the neighbour.
		expect(cursorOf(scene)).toBe(5);
	});
});

describe('a pane', () => {
	it('shows that the service is asked again until it has answered', async () => {
		const answered = Promise.withResolvers<never[]>();
		using scene = await openScene(livelyScene, {answers: {'jobs.refresh': () => answered.promise}});
		await scene.press('3', 'R');
		expect(scene.screen.state.getState().refreshing?.pane).toBe('jobs');
		answered.resolve([]);
		await scene.settled();
		expect(scene.screen.state.getState().refreshing).toBeNull();
	});
});

describe('a restore', () => {
	const restored = {'archives.restore': () => [transfer('t-9', {state: 'retrieving'})]};

	it('is what its dialog said', async () => {
		using scene = await openScene(livelyScene, {answers: restored});
		await scene.press('2', 'space', 'space', 'r', 'k', 'enter');
		expect(askedOf(scene, 'archives.restore')).toMatchObject([
			{
				vaultName: 'summitroute_backup',
				selection: {marked: true},
				tier: 'Bulk',
				to: '/srv/restore',
				overwrite: false,
				limit: null,
			},
		]);
		expect(stateOf(scene)).toMatchObject({dialogs: [], focus: 'transfers'});
		expect(scene.term.text()).not.toMatch(/marked/);
	});

	it('goes where one types, with completion', async () => {
		using scene = await openScene(livelyScene, {answers: restored});
		await scene.press('2', 'r', 'shift+tab', '^u');
		await scene.type('/srv/b');
		expect(scene.term.text()).toContain('backup/');
		await scene.press('tab', 'enter');
		expect(askedOf(scene, 'archives.restore')).toMatchObject([
			{to: '/srv/backup', selection: {archiveIds: [backups[0]!.archiveId]}},
		]);
	});

	it('asks which are meant when the filter hides some', async () => {
		using scene = await openScene(livelyScene, {answers: restored});
		await scene.press('2', 'space', '/');
		await scene.type('2025-12');
		await scene.press('enter', 'space', 'r');
		expect(scene.term.text()).toContain('with 1 archive that the filter hides');
		await scene.press('shift+tab', 'shift+tab', 'down', 'enter');
		expect(askedOf(scene, 'archives.restore')).toMatchObject([{selection: {marked: true, filter: '2025-12'}}]);
		// What was not meant stays marked.
		expect(scene.term.text()).toMatch(/1 marked \(1 hidden\)/);
	});

	it('does not go over files without being told to', async () => {
		const answers = {
			...restored,
			'archives.plan-restore': () => plan({existing: {count: 1, names: ['nightly/2026-11-23.tar.gpg']}}),
		};
		using scene = await openScene(livelyScene, {answers});
		await scene.press('2', 'r', 'enter');
		expect(askedOf(scene, 'archives.restore')).toMatchObject([]);
		expect(scene.term.text()).toContain('Choose another folder, or to overwrite what is there.');
		await scene.press('tab', 'down', 'enter');
		expect(askedOf(scene, 'archives.restore')).toMatchObject([{overwrite: true}]);
	});

	it('shows in its dialog what went wrong, and can be tried again', async () => {
		let failing = true;
		const answers = {
			'archives.restore': () => {
				if (!failing) return [];
				throw new IceaxeError('service', 'The retrieval limit is reached.', {hint: 'Try again in an hour.'});
			},
		};
		using scene = await openScene(livelyScene, {answers});
		await scene.press('2', 'r', 'enter');
		expect(scene.term.text()).toContain('✗ The retrieval limit is reached.');
		expect(scene.term.text()).toContain('Try again in an hour.');
		failing = false;
		await scene.press('enter');
		expect(stateOf(scene).dialogs).toEqual([]);
	});
});

const deletion = (change: Partial<Deletion>): Deletion => ({deleted: 0, failed: 0, failures: [], left: 0, ...change});

describe('what cannot be undone', () => {
	it('is done when the name was typed, and not before', async () => {
		using scene = await openScene(livelyScene, {answers: {'archives.delete': () => deletion({deleted: 2})}});
		await scene.press('2', 'space', 'space', 'D', 'enter');
		expect(scene.term.text()).toContain('✗ That is not 2.');
		expect(askedOf(scene, 'archives.delete')).toEqual([]);
		await scene.type('2');
		await scene.press('enter');
		expect(askedOf(scene, 'archives.delete')).toMatchObject([
			{vaultName: 'summitroute_backup', selection: {marked: true}},
		]);
		expect(scene.term.text()).toContain('✓ 2 archives deleted.');
	});

	it('goes on by turns where there is more than goes in one', async () => {
		using scene = await openScene(livelyScene, {
			answers: {'archives.delete': () => deletion({deleted: 2, left: 3})},
		});
		await scene.press('2', 'space', 'space', 'D');
		await scene.type('2');
		await scene.press('enter', '@');
		expect(scene.term.text()).toMatch(/2 archives deleted, 3 not: no more go in one turn/);
	});

	it('names the first of what is marked, wherever in the vault that is', async () => {
		using scene = await openScene(livelyScene);
		const oldest = backups.at(-1)!;
		await scene.press('2', 'a');
		expect(scene.term.text()).not.toContain(oldest.name);
		for (const key of ['r', 'D']) {
			await scene.press(key);
			expect(scene.term.text()).toContain(oldest.name);
			await scene.press('esc');
		}
		expect(askedOf(scene, 'archives.select')).toMatchObject([{selection: {marked: true}}, {selection: {marked: true}}]);
	});

	it('asks for the name of a single archive, and says what is still due', async () => {
		using scene = await openScene(livelyScene, {answers: {'archives.delete': () => deletion({deleted: 1})}});
		await scene.press('2', 'j', 'D');
		expect(scene.term.text()).toContain('Type nightly/2026-11-22.tar.gpg to delete it.');
		expect(scene.term.text()).toMatch(/billed for 90 days: \$0\.\d\d are still due/);
		await scene.type('nightly/2026-11-22.tar.gpg');
		await scene.press('enter');
		expect(askedOf(scene, 'archives.delete')).toMatchObject([{selection: {archiveIds: [backups[1]!.archiveId]}}]);
	});

	it('of a vault says what it holds', async () => {
		using scene = await openScene(livelyScene);
		await scene.press('1', 'D');
		expect(scene.term.text()).toMatch(/It holds [\d,]+ archives, [\d.]+ TiB, by the inventory of 2026-/);
		await scene.press('esc', 'k', 'D');
		expect(scene.term.text()).toMatch(/It held [\d,]+ archives, [\d.]+ .iB when the service counted, on/);
	});

	it('is not offered for what is deleted already', async () => {
		using scene = await openScene(livelyScene);
		await scene.press('2', 'j', 'j', 'j', 'j', 'j');
		for (const key of ['r', 'D']) {
			await scene.press(key);
			expect(stateOf(scene).dialogs).toEqual([]);
			expect(scene.term.text()).toContain('The archive under the cursor is deleted.');
		}
	});

	it('of a vault wants its name too', async () => {
		using scene = await openScene(livelyScene, {answers: {'vaults.delete': () => null}});
		await scene.press('1', 'D');
		await scene.type('summitroute');
		await scene.press('enter');
		expect(askedOf(scene, 'vaults.delete')).toEqual([]);
		await scene.type('_backup');
		await scene.press('enter');
		expect(askedOf(scene, 'vaults.delete')).toEqual([{vaultName: 'summitroute_backup'}]);
	});
});

describe('other dialogs', () => {
	it('upload what was pasted into them, and none of its letters is a key', async () => {
		const answers = {'archives.upload': () => transfer('t-9', {direction: 'upload', state: 'queued'})};
		using scene = await openScene(quiet, {answers});
		await scene.press('u');
		await scene.term.paste('/srv/backup/jjj q.tar');
		await scene.press('enter');
		expect(askedOf(scene, 'archives.upload')).toEqual([
			{vaultName: 'summitroute_backup', path: '/srv/backup/jjj q.tar'},
		]);
		expect(stateOf(scene)).toMatchObject({dialogs: [], focus: 'transfers'});
	});

	it('want a file, not a folder', async () => {
		using scene = await openScene(livelyScene);
		await scene.press('u', 'enter');
		expect(scene.term.text()).toContain('There is no file chosen.');
	});

	it('create a vault of a name that can be', async () => {
		using scene = await openScene(livelyScene, {answers: {'vaults.create': () => ({}) as never}});
		await scene.press('1', 'c');
		await scene.type('no spaces');
		await scene.press('enter');
		expect(scene.term.text()).toContain('This cannot be the name of a vault.');
		await scene.press('^u');
		await scene.type('nightly-2027');
		await scene.press('enter');
		expect(askedOf(scene, 'vaults.create')).toEqual([{vaultName: 'nightly-2027'}]);
	});

	it('open a vault by its ARN', async () => {
		const answers = {'vaults.describe': () => ({}) as never};
		using scene = await openScene(writeOnlyScene, {answers});
		await scene.press('o');
		await scene.type('arn:aws:glacier:us-east-1:123456789012:vaults/photos');
		await scene.press('enter');
		expect(askedOf(scene, 'vaults.describe')).toEqual([
			{vault: 'arn:aws:glacier:us-east-1:123456789012:vaults/photos'},
		]);
		expect(stateOf(scene).focus).toBe('inventory');
	});

	it('sort', async () => {
		using scene = await openScene(livelyScene);
		await scene.press('2', 's', 'j', 'j', 'enter');
		expect(viewOf(stateOf(scene), 'summitroute_backup').sort).toEqual({by: 'size', descending: true});
		await scene.press('S');
		expect(scene.term.text()).toContain('Size ↑');
	});

	it('show details, and copy what AWS calls the thing by', async () => {
		using scene = await openScene(livelyScene);
		await scene.press('d');
		expect(scene.term.text()).toContain('arn:aws:glacier:us-east-1:123456789012:vaults/summitroute_backup');
		await scene.press('y');
		expect(scene.copied).toEqual(['arn:aws:glacier:us-east-1:123456789012:vaults/summitroute_backup']);
		await scene.press('Y');
		expect(JSON.parse(scene.copied[1]!)).toMatchObject({vaultName: 'summitroute_backup'});
		await scene.press('esc', '3', 'd');
		expect(scene.term.text()).toMatch(/ArchiveRetrieval/);
		await scene.press('q', '4', 'enter');
		expect(scene.term.text()).toMatch(/tried again/);
	});
});

describe('transfers', () => {
	const answers = {
		'transfers.list': () => [transfer('t-1')],
		'transfers.pause': () => null,
		'transfers.resume': () => null,
		'transfers.cancel': () => null,
		'transfers.forget': () => null,
	};

	it('are paused and resumed with one key', async () => {
		using scene = await openScene(livelyScene, {answers});
		await scene.press('4', 'p');
		expect(askedOf(scene, 'transfers.pause')).toEqual([{transferId: 't-1'}]);
		scene.link.tell({type: 'transfer', transfer: transfer('t-1', {state: 'paused'}), chunks: null});
		await scene.settled();
		await scene.press('p');
		expect(askedOf(scene, 'transfers.resume')).toEqual([{transferId: 't-1'}]);
	});

	it('are retrieved again only when one says yes to what it costs', async () => {
		const asks = {tier: 'Standard', dollars: 1.0000297} as const;
		const error = new IceaxeError('not-found', 'The output is no longer there.', {code: retrievalExpired}).value;
		const asking = transfer('t-1', {state: 'failed', error, asks});
		using scene = await openScene(livelyScene, {
			answers: {
				...answers,
				'transfers.list': () => [asking],
				'transfers.resume': ({retrieve}) => {
					if (!retrieve) throw errorFromValue(error);
					return null;
				},
			},
		});
		scene.link.tell({type: 'transfer', transfer: asking, chunks: null});
		await scene.settled();
		await scene.press('4', 'j', 'p');
		expect(scene.term.text()).toContain('Retrieve it again?');
		expect(scene.term.text()).toContain('cost   $1.00, without transfer out');
		expect(scene.term.text()).toContain('The output of its retrieval has expired.');
		await scene.press('enter', 'p', 'n');
		expect(askedOf(scene, 'transfers.resume')).toEqual([]);
		await scene.press('p', 'y');
		expect(askedOf(scene, 'transfers.resume')).toEqual([{transferId: 't-1'}, {transferId: 't-1', retrieve: true}]);
	});

	it('whose retrieval the service has failed say so, by their names', async () => {
		const error = new IceaxeError('service', 'The service has failed it: “No luck.”.', {code: retrievalFailed}).value;
		const failed = transfer('t-1', {state: 'failed', error, asks: {tier: 'Standard', dollars: 1.0000297}});
		const refused = new IceaxeError('service', 'It was refused.').value;
		const resume = () => {
			throw errorFromValue(refused);
		};
		using scene = await openScene(livelyScene, {
			answers: {...answers, 'transfers.list': () => [failed], 'transfers.resume': resume},
		});
		scene.link.tell({type: 'transfer', transfer: failed, chunks: null});
		await scene.settled();
		await scene.press('4', 'j', 'p');
		expect(scene.term.text()).toContain('The service has failed it: “No luck.”.');
		expect(scene.term.text()).not.toContain('expired');
		await scene.press('y');
		await scene.settled();
		const line = scene.term
			.text()
			.split('\n')
			.find((text) => text.includes('It was refused.'));
		expect(line).toContain(`${failed.name}: It was refused.`);
	});

	it('are cancelled when one says yes, and forgotten when they are over', async () => {
		using scene = await openScene(livelyScene, {answers});
		await scene.press('4', 'x', 'enter');
		expect(askedOf(scene, 'transfers.cancel')).toEqual([]);
		await scene.press('x', 'y');
		expect(askedOf(scene, 'transfers.cancel')).toEqual([{transferId: 't-1'}]);
		scene.link.tell({type: 'transfer', transfer: transfer('t-1', {state: 'cancelled'}), chunks: null});
		await scene.settled();
		await scene.press('x');
		expect(askedOf(scene, 'transfers.forget')).toEqual([{transferId: 't-1'}]);
	});

	it('that end leave the top to what moves, and the cursor goes with its transfer', async () => {
		using scene = await openScene(livelyScene, {answers});
		const end = async (transferId: string) => {
			scene.link.tell({type: 'transfer', transfer: transfer(transferId, {state: 'done'}), chunks: null});
			await scene.settled();
		};
		await scene.press('4', 'j', 'k');
		await end('t-1');
		expect(stateOf(scene).lists.transfers.cursor).toBe(1);
		await scene.press('x');
		expect(askedOf(scene, 'transfers.forget')).toEqual([{transferId: 't-1'}]);
	});

	it('are shown from their top where nobody works with them', async () => {
		using scene = await openScene(livelyScene, {answers});
		await scene.press('4', 'j', 'j', '1');
		scene.link.tell({type: 'transfer', transfer: transfer('t-1', {state: 'done'}), chunks: null});
		await scene.settled();
		expect(stateOf(scene).lists.transfers).toEqual({cursor: 0, scroll: 0});
	});

	it('that are done are forgotten all at once', async () => {
		const list = () => scene.screen.engine.getState().transfers.map((entry) => entry.transfer);
		using scene = await openScene(livelyScene, {answers: {...answers, 'transfers.list': list}});
		await scene.press('4', 'X');
		expect(scene.term.text()).toContain('No transfer is done.');
		scene.link.tell(
			{type: 'transfer', transfer: transfer('t-1', {state: 'done'}), chunks: null},
			{type: 'transfer', transfer: transfer('t-2', {state: 'failed'}), chunks: null},
		);
		await scene.settled();
		await scene.press('X');
		expect(scene.term.text()).not.toContain('No transfer is done.');
		expect(askedOf(scene, 'transfers.forget')).toEqual([{transferId: 't-1'}]);
	});

	it('are paused and resumed all together', async () => {
		const list = () => scene.screen.engine.getState().transfers.map((entry) => entry.transfer);
		using scene = await openScene(livelyScene, {answers: {...answers, 'transfers.list': list}});
		await scene.press('4', 'P');
		// From the end of the queue, so that none begins in the place of another.
		expect(askedOf(scene, 'transfers.pause')).toEqual([{transferId: 't-2'}, {transferId: 't-1'}]);
		scene.link.tell(
			{type: 'transfer', transfer: transfer('t-1', {state: 'paused'}), chunks: null},
			{type: 'transfer', transfer: transfer('t-2', {state: 'failed'}), chunks: null},
		);
		await scene.settled();
		await scene.press('P');
		expect(askedOf(scene, 'transfers.resume')).toEqual([{transferId: 't-1'}]);
	});

	it('move on the screen as they move', async () => {
		using scene = await openScene(livelyScene);
		expect(scene.term.text()).toContain('62 % 41.3 MB/s');
		scene.link.tell(progress('t-1', {verifiedBytes: 81 * 2 ** 30, rate: 52_000_000, chunks: [[990, 'v']]}));
		await scene.settled();
		expect(scene.term.text()).toContain('81 % 52.0 MB/s');
	});
});

describe('the terminal itself', () => {
	it('is told how far everything is, and calls when something has come to its end', async () => {
		using scene = await openScene(livelyScene);
		expect(scene.title).toBe('iceaxe 39 %');
		expect(scene.progress).toMatchObject({state: 'running'});
		scene.link.tell({type: 'transfer', transfer: transfer('t-3', {state: 'failed'}), chunks: null});
		await scene.settled();
		scene.screen.ticker.tick();
		expect(scene.progress).toMatchObject({state: 'failing'});
		expect(scene.title).toBe('iceaxe 39 %, 1 failed');
		scene.link.tell(
			{type: 'transfer', transfer: transfer('t-1', {state: 'done', name: 'a.tar'}), chunks: null},
			{
				type: 'transfer',
				transfer: transfer('t-2', {state: 'failed', name: 'b.tar', direction: 'upload'}),
				chunks: null,
			},
		);
		await scene.settled();
		scene.screen.ticker.tick();
		expect(scene.called).toEqual(['a.tar is restored and verified, and 1 more']);
		expect(scene.title).toBe('iceaxe 2 failed');
		expect(scene.progress).toBeUndefined();
		scene.link.tell({
			type: 'transfer',
			transfer: transfer('t-4', {state: 'waiting', waitsFor: 'network'}),
			chunks: null,
		});
		await scene.settled();
		scene.screen.ticker.tick();
		expect(scene.progress).toMatchObject({state: 'failing'});
		scene.link.tell(...['t-1', 't-2', 't-3'].map((transferId) => ({type: 'transfer-gone', transferId}) as const));
		await scene.settled();
		scene.screen.ticker.tick();
		expect(scene.progress).toMatchObject({state: 'waiting'});
	});
});

describe('leaving', () => {
	it('asks while something is under way', async () => {
		using scene = await openScene(livelyScene);
		await scene.press('q');
		expect(scene.term.text()).toContain('2 transfers under way');
		await scene.press('esc');
		expect(scene.ending).toBeUndefined();
		await scene.press('q', 'enter');
		expect(scene.ending).toEqual({code: 0});
	});

	it('stops the engine as well when that is chosen', async () => {
		using scene = await openScene(livelyScene);
		await scene.press('q', 'down', 'enter');
		expect(scene.ending).toEqual({code: 0, stop: true});
	});

	it('does not ask when nothing is', async () => {
		using scene = await openScene(quiet);
		await scene.press('q');
		expect(scene.ending).toEqual({code: 0});
	});

	it('is forced by ^c twice, wherever one is', async () => {
		using scene = await openScene(livelyScene);
		await scene.press('2', 'r', '^c');
		expect(scene.ending).toBeUndefined();
		await scene.press('^c');
		expect(scene.ending).toEqual({code: 130});
	});
});

describe('help and palette', () => {
	it('find an action by typing, and do it', async () => {
		using scene = await openScene(livelyScene);
		await scene.press('2', '?');
		await scene.type('invert');
		await scene.press('enter');
		expect(scene.term.text()).toMatch(/412 marked/);
		await scene.press(':');
		await scene.type('clear');
		await scene.press('tab');
		expect(scene.term.text()).toContain(': marks.clear');
		await scene.press('enter');
		expect(scene.term.text()).not.toMatch(/412 marked/);
	});

	it('find what does it under another name, behind what is called so', async () => {
		using scene = await openScene(livelyScene);
		await scene.press('2', ':');
		await scene.type('sort');
		const found = scene.term.lines().filter((row) => /inventory\.\w+/.test(row));
		expect(found.map((row) => /inventory\.\w+/.exec(row)![0])).toEqual(['inventory.sort', 'inventory.reverse']);
	});

	it('say why something cannot be done, and do not do it', async () => {
		using scene = await openScene(writeOnlyScene);
		await scene.press(':');
		await scene.type('archives.restore');
		expect(scene.term.text()).toContain('This key lacks the permission glacier:InitiateJob.');
		await scene.press('enter');
		expect(stateOf(scene).dialogs).toHaveLength(1);
	});

	it('go over headings, down and up', async () => {
		using scene = await openScene(livelyScene);
		await scene.press('?', 'up', 'up');
		expect(scene.term.text()).toMatch(/▌ \S/);
		for (let times = 0; times < 12; times++) await scene.press('down');
		expect(scene.term.text()).toMatch(/▌ \S/);
	});
});

describe('what cannot be done', () => {
	it('says why', async () => {
		using scene = await openScene(writeOnlyScene);
		await scene.press('2', 'r');
		expect(scene.term.text()).toContain('This key lacks the permission glacier:InitiateJob.');
		expect(stateOf(scene).dialogs).toEqual([]);
	});

	it('is not among the hints', async () => {
		using scene = await openScene(writeOnlyScene);
		expect(scene.term.lines().at(-1)).not.toContain('inventory');
		expect(scene.term.lines().at(-1)).toContain('u upload');
	});
});

describe('failures', () => {
	it('stay until they were seen, with all that is known one key away', async () => {
		using scene = await openScene(livelyScene);
		const error = new IceaxeError('service', 'The service is busy.', {requestId: 'abc-123', operation: 'ListJobs'})
			.value;
		scene.link.tell({type: 'notice', notice: {at: '2026-11-23T16:20:00Z', level: 'error', text: error.message, error}});
		await scene.settled();
		scene.screen.change({type: 'time', at: 1e12});
		await scene.settled();
		expect(scene.term.lines().at(-1)).toContain('✗ The service is busy.');
		await scene.press('!');
		expect(scene.term.text()).toContain('abc-123');
		await scene.press('esc');
		expect(scene.term.lines().at(-1)).not.toContain('busy');
		await scene.press('@', 'd');
		expect(scene.term.text()).toContain('abc-123');
	});
});

describe('without credentials', () => {
	it('one chooses a profile or the demo', async () => {
		using scene = await openScene(strangerScene);
		await scene.press('j', 'enter');
		expect(scene.ending).toEqual({code: 0, again: {profile: 'backupwriter'}});
		using other = await openScene(strangerScene);
		await other.press('j', 'j', 'enter');
		expect(other.ending).toEqual({code: 0, again: {demo: true}});
	});
});

describe('hostile text', () => {
	it('from outside never reaches the terminal', async () => {
		const evil = 'evil\u001b]0;title\u0007\u001b[2J\u202egpj';
		const archives = {summitroute_backup: [archive(0, {name: evil, description: evil})]};
		using scene = await openScene(livelyScene, {archives});
		const before = scene.term.stdout.written.length;
		await scene.press('2', 'd', 'esc', 'space', 'r', 'esc', 'D', 'esc');
		const written = scene.term.stdout.written.slice(before).join('');
		expect(written).toContain('evil');
		expect(written).not.toContain('\u001b]0;title');
		expect(written).not.toContain('\u202e');
		expect(written).not.toContain('\u001b[2J');
	});
});
