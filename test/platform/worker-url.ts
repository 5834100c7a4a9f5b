import {describe, expect, it} from 'vitest';
import {workerUrl} from '../../source/platform/worker-url.ts';

describe('the place of a worker', () => {
	it('is its source file when run from source', () => {
		expect(workerUrl('catalog-worker').pathname).toMatch(/\/source\/catalog\/worker\.ts$/);
		expect(workerUrl('import-worker').pathname).toMatch(/\/source\/catalog\/import\/worker\.ts$/);
		expect(workerUrl('hash-worker').pathname).toMatch(/\/source\/engine\/hashing\/worker\.ts$/);
	});

	it.each([
		['file:///opt/iceaxe/dist/iceaxe.js', 'file:///opt/iceaxe/dist/hash-worker.js'],
		['file:///opt/iceaxe/dist/chunks/app-3F2.js', 'file:///opt/iceaxe/dist/hash-worker.js'],
		['file:///opt/chunks/dist/iceaxe.js', 'file:///opt/chunks/dist/hash-worker.js'],
	])('is beside the main file when built, from %s', (from, expected) => {
		expect(workerUrl('hash-worker', from, true).href).toBe(expected);
	});
});
