import {randomBytes} from 'node:crypto';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {mebibyte} from '../../source/model/limits.ts';
import type {Transfer} from '../../source/model/transfer.ts';
import {treeHash} from '../../source/model/tree-hash.ts';
import {type EngineWorld, startWorld, vaultName} from '../helpers/engine-world.ts';

let world: EngineWorld;
beforeAll(async () => {
	world = await startWorld();
});
afterEach(async () => {
	world.proxy.fault = () => undefined;
	world.proxy.passed.length = 0;
	world.events.length = 0;
});
afterAll(() => world.close());

/** Bytes in pieces of uneven sizes. */
async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += 77_777) yield bytes.subarray(at, at + 77_777);
}

const begin = (name: string): Promise<Transfer> => world.link.request('archives.upload-stream', {vaultName, name});
const end = (transfer: Transfer, bytes: number): Promise<Transfer> =>
	world.link.request('archives.end-stream', {transferId: transfer.transferId, end: {bytes}});

describe('a stream', () => {
	it('becomes an archive when its sender says that it was whole', async () => {
		const bytes = randomBytes(7 * mebibyte + 5);
		const transfer = await begin('dumps/night.tar');
		expect(transfer).toMatchObject({size: null, path: '-', stream: true, name: 'dumps/night.tar', treeHash: null});
		expect(await world.link.feed(transfer.transferId, pieces(bytes))).toBe(bytes.length);
		expect(await end(transfer, bytes.length)).toMatchObject({
			...{state: 'done', size: bytes.length, treeHash: treeHash(bytes), error: null},
			archiveId: expect.stringMatching(/^[\w-]{138}$/),
		});
		const [archive] = await world.link.request('archives.find', {vaultName, terms: ['dumps/night.tar']});
		expect(archive).toMatchObject({size: bytes.length, treeHash: treeHash(bytes), modified: expect.any(String)});
	});
});
