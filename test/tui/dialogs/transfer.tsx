import {describe, expect, it} from 'vitest';
import {timestamp} from '../../../source/model/timestamp.ts';
import type {Transfer} from '../../../source/model/transfer.ts';
import {everyTransfer, livelyScene, progress, sceneNow, transfer} from '../../fixtures/scene.ts';
import {expectFrame} from '../../helpers/golden.ts';
import {openScene, type SceneOptions} from '../../helpers/scene-screen.tsx';

/** The details of the transfer so many rows below the first. */
const openDetails = async (row = 0, options: SceneOptions = {}) => {
	const scene = await openScene(everyTransfer, options);
	await scene.press('4', ...Array.from({length: row}, () => 'j'), 'd');
	return scene;
};

describe('the details of a transfer', () => {
	it.each([
		['download', 0, 120, 40],
		['upload', 1, 80, 24],
		['failed', 5, 60, 18],
		['upload', 1, 48, 14],
		['download', 0, 40, 10],
	] as const)('show the facts and the chunks: %s at %i, %i×%i', async (name, row, columns, rows) => {
		using scene = await openDetails(row, {columns, rows});
		expectFrame(`transfer-${name}-${columns}x${rows}`, scene.term.frame({styles: true}));
	});

	it('open at the first chunk that is not verified, and ask for a window around it only', async () => {
		using scene = await openDetails();
		expect(scene.term.text()).toMatch(/▌ +991 +▓ moving/);
		expect(scene.link.asked.filter(({name}) => name === 'transfers.chunks')).toEqual([
			{name: 'transfers.chunks', takes: {transferId: 't-1', offset: 900, limit: 240, troubled: false}},
		]);
	});

	it('move through ten thousand parts, and show at once what is known of those that come into sight', async () => {
		const many = transfer('t-1', {size: 10_000 * 2 ** 26});
		using scene = await openScene([...livelyScene, {type: 'transfer', transfer: many, chunks: 'v'.repeat(10_000)}]);
		await scene.press('4', 'd', 'G');
		expect(scene.term.text()).toMatch(/▌10,000 +█ verified +64\.0 MiB/);
		expect(scene.term.text()).toContain('10,000/10,000');
		await scene.press('g', '^f', 'j');
		expect(scene.term.text()).toMatch(/▌ +\d\d +█ verified/);
	});

	it('show a chunk as it is now, also before the engine is asked again', async () => {
		using scene = await openDetails();
		const asked = scene.link.asked.length;
		scene.link.tell(progress('t-1', {chunks: [[990, 'v']]}));
		await scene.settled();
		expect(scene.term.text()).toMatch(/▌ +991 +█ verified/);
		expect(scene.link.asked).toHaveLength(asked);
		for (let sample = 0; sample < 5; sample++) scene.link.tell(progress('t-1'));
		await scene.settled();
		expect(scene.link.asked.slice(asked).map(({name}) => name)).toEqual(['transfers.chunks']);
	});

	it('show only what had trouble when asked, and why in full', async () => {
		using scene = await openDetails();
		await scene.press('f');
		expect(scene.term.text()).toMatch(/▌ +43 +█ verified +64\.0 MiB +2/);
		expect(scene.term.text()).toContain('1/11 troubled');
		await scene.press('enter');
		expect(scene.term.text()).toContain('The connection was reset by the service.');
		await scene.press('esc', 'f');
		expect(scene.term.text()).toContain('1/1,600');
	});

	it('say so when nothing had trouble', async () => {
		using scene = await openDetails(4);
		await scene.press('f');
		expect(scene.term.text()).toContain('None was tried again, and none failed. f shows all.');
		await scene.press('enter', 'j', 'G');
		expect(scene.term.text()).toContain('0 troubled');
	});

	it('say for how long no byte has come, and what comes of that', async () => {
		using scene = await openDetails(0, {columns: 80, rows: 24});
		const quietSince = timestamp(sceneNow - 40_000);
		const quiet = (change: Partial<Transfer>, chunks: string) =>
			scene.link.tell({type: 'transfer', transfer: transfer('t-1', {quietSince, ...change}), chunks});
		quiet({}, 'vmm');
		await scene.settled();
		expect(scene.term.text()).toMatch(/of 100 GiB +no bytes for 40 s/);
		expect(scene.term.text()).toMatch(/No byte of it has moved since \d\d:\d\d\. What stands still for a minute/);
		quiet({direction: 'upload', path: '-', size: null, stream: true}, 'vvv');
		await scene.settled();
		expect(scene.term.text()).toMatch(/since \d\d:\d\d: nothing comes through the pipe\./);
		quiet({quietSince: null}, 'vmm');
		await scene.settled();
		expect(scene.term.text()).not.toContain('No byte of it');
	});

	it('have a page for the facts where both do not fit', async () => {
		using scene = await openDetails(1, {columns: 80, rows: 24});
		expect(scene.term.text()).not.toContain('requests');
		await scene.press('tab');
		expect(scene.term.text()).toContain('requests     1,622 for all of it, $0.05');
		expect(scene.term.text()).toContain('tab chunks');
		await scene.press('tab');
		expect(scene.term.text()).toMatch(/291 +▓ moving/);
	});

	it('copy the id, and end with what they are about', async () => {
		using scene = await openDetails(1);
		await scene.press('y');
		expect(scene.copied.at(-1)).toBe('t-2');
		scene.link.tell({type: 'transfer-gone', transferId: 't-2'});
		await scene.settled();
		expect(scene.term.text()).toContain('It was taken off the list.');
		await scene.press('j', 'enter', 'f', 'd');
		expect(scene.screen.state.getState().dialogs).toEqual([]);
	});
});
