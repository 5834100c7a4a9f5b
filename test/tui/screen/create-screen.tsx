import {describe, expect, it} from 'vitest';
import {IceaxeError} from '../../../source/model/errors/iceaxe-error.ts';
import type {EngineLink} from '../../../source/model/requests.ts';
import {backups, livelyScene} from '../../fixtures/scene.ts';
import {openScene} from '../../helpers/scene-screen.tsx';
import {scriptedLink} from '../../helpers/scripted-link.ts';

describe('the screen', () => {
	it('is there before the engine is, and answers keys', async () => {
		const {promise, resolve} = Promise.withResolvers<EngineLink>();
		using scene = await openScene([], {coming: promise});
		expect(scene.term.text()).toContain('starting …');
		expect(scene.term.text()).toContain('The engine starts …');
		expect(scene.term.text()).not.toContain('Asking');
		await scene.press('2', '?', 'esc', 'u');
		expect(scene.term.text()).toContain('No vault is chosen.');
		resolve(scriptedLink(livelyScene, {summitroute_backup: backups}));
		await scene.settled();
		expect(scene.term.text()).toContain('123456789012 · us-east-1 · backupreader');
		expect(scene.term.text()).toContain('nightly/2026-11-23.tar.gpg');
	});

	it('says nothing of jobs before anybody was asked, and for how long the service has been silent', async () => {
		const vaults = Promise.withResolvers<[]>();
		const jobs = Promise.withResolvers<[]>();
		const [account] = livelyScene;
		using scene = await openScene([account!], {
			answers: {'vaults.refresh': () => vaults.promise, 'jobs.refresh': () => jobs.promise},
		});
		expect(scene.term.text()).toContain('Asking for the vaults …');
		expect(scene.term.text()).toContain('Asking for the jobs …');
		vaults.resolve([]);
		await scene.settled();
		expect(scene.term.text()).toContain('The service gave no list');
		expect(scene.term.text()).toContain('Asking for the jobs …');
		jobs.resolve([]);
		await scene.settled();
		expect(scene.term.text()).toContain('No jobs are known here.');
	});

	it('says why there is no engine', async () => {
		const error = new IceaxeError('file', 'The catalog cannot be opened.', {hint: 'See whose it is.'});
		using scene = await openScene([], {coming: Promise.reject(error)});
		await scene.settled();
		expect(scene.term.text()).toContain('✗ The catalog cannot be opened.');
		expect(scene.term.text()).toContain('See whose it is.');
		await scene.press('esc');
		expect(scene.term.text()).toContain('no engine');
		expect(scene.term.text()).not.toContain('start…');
		await scene.press('R');
		expect(scene.term.text()).toContain('✗ The catalog cannot be opened.');
		await scene.press('q');
		expect(scene.ending).toEqual({code: 0});
	});

	describe('without a region', () => {
		const error = new IceaxeError('invalid-input', 'No region is known.', {hint: 'Say --region.'});
		const opened = async (...keys: string[]) => {
			const scene = await openScene([], {coming: Promise.reject(error)});
			await scene.settled();
			await scene.press(...keys);
			return scene;
		};

		it('says so and what can be done, with the profiles and the demo among it', async () => {
			using scene = await opened();
			for (const words of ['No region is known.', 'Say --region.', 'backupreader', 'demo', 'look again'])
				expect(scene.term.text()).toContain(words);
		});

		it.each([
			['a profile', ['enter'], {profile: 'backupreader'}],
			['the demo', ['j', 'j', 'enter'], {demo: true}],
			['another look', ['j', 'j', 'j', 'enter'], {same: true}],
		])('begins again with %s', async (_, keys, again) => {
			using scene = await opened(...keys);
			expect(scene.ending).toEqual({code: 0, again});
		});

		it('says it in the pane too, and comes back to it', async () => {
			using scene = await opened('esc');
			expect(scene.term.text()).toContain('No region is known.');
			expect(scene.term.text()).toContain('not connected');
			await scene.press('enter');
			expect(scene.term.text()).toContain('What next?');
		});
	});

	it('hears what comes while it attaches', async () => {
		const link = scriptedLink(livelyScene, {summitroute_backup: backups});
		const {promise, resolve} = Promise.withResolvers<EngineLink>();
		using scene = await openScene([], {coming: promise});
		resolve(link);
		await new Promise(setImmediate);
		link.tell({type: 'notice', notice: {at: '2026-11-23T16:20:00Z', level: 'good', text: 'It is done.', error: null}});
		await scene.settled();
		await scene.press('@');
		expect(scene.term.text()).toContain('✓ It is done.');
	});
});
