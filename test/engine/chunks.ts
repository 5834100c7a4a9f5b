import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {mebibyte} from '../../source/model/limits.ts';
import type {Chunk} from '../../source/model/transfer.ts';
import {treeHash} from '../../source/model/tree-hash.ts';
import {type EngineWorld, startWorld, vaultName} from '../helpers/engine-world.ts';

let world: EngineWorld;
beforeAll(async () => {
	world = await startWorld();
});
afterAll(() => world.close());

const chunksOf = (transferId: string, takes: {offset?: number; limit?: number; troubled?: boolean} = {}) =>
	world.link.request('transfers.chunks', {transferId, offset: 0, limit: 100, ...takes});

const line = ({index, state, tries, error}: Chunk) => `${index} ${state} ${tries} ${error?.code ?? '-'}`;

describe('the chunks of a transfer', () => {
	/** Part 1 fails once and part 3 never comes through; the others are there. */
	const begin = async () => {
		const {path, bytes} = await world.file('night.tar', 5 * mebibyte - 9);
		const stuck = Promise.withResolvers<void>();
		let failed = false;
		world.proxy.fault = ({method, range}) => {
			if (method === 'PUT' && range.startsWith(`${mebibyte}-`) && !failed) {
				failed = true;
				return {do: 'answer', status: 500, code: 'ServiceUnavailableException'};
			}
			return method === 'PUT' && range.startsWith(`${3 * mebibyte}-`) ? {do: 'hold', until: stuck.promise} : undefined;
		};
		const known = world.until('transfer-progress', ({progress}) => progress.verifiedBytes === 4 * mebibyte - 9);
		const transfer = await world.link.request('archives.upload', {vaultName, path});
		await known;
		return {transfer, bytes, release: stuck.resolve};
	};

	it('are seen while it runs: where each is, its hash, its tries and what went wrong', async () => {
		const {transfer, bytes, release} = await begin();
		const {transferId} = transfer;
		const {chunks, total, counts} = await chunksOf(transferId);
		expect(chunks.map(line)).toEqual(['0 v 1 -', '1 v 2 ServiceUnavailableException', '2 v 1 -', '3 m 1 -', '4 v 1 -']);
		expect([total, counts]).toEqual([5, {w: 0, m: 1, r: 0, v: 4, f: 0}]);
		expect(chunks[4]).toMatchObject({
			offset: 4 * mebibyte,
			bytes: mebibyte - 9,
			treeHash: treeHash(bytes.subarray(4 * mebibyte)),
		});
		expect(chunks[3]).toMatchObject({treeHash: null});
		const window = await chunksOf(transferId, {offset: 3, limit: 1});
		expect([window.chunks.map(({index}) => index), window.total]).toEqual([[3], 5]);
		const troubled = await chunksOf(transferId, {troubled: true});
		expect([troubled.chunks.map(({index}) => index), troubled.total]).toEqual([[1], 1]);

		await world.link.request('transfers.pause', {transferId});
		expect((await chunksOf(transferId)).chunks[3]).toMatchObject({state: 'w', movedBytes: 0});
		release();
	});

	it('are known of one that an engine before has left: what was written down', async () => {
		const [transfer] = await world.link.request('transfers.list', {});
		await world.link.close();
		await world.start();
		const {chunks, counts} = await chunksOf(transfer!.transferId);
		expect(chunks.map(line)).toEqual(['0 v 0 -', '1 v 0 -', '2 v 0 -', '3 w 0 -', '4 v 0 -']);
		expect(chunks.filter(({treeHash: hash}) => hash !== null)).toHaveLength(4);
		expect(counts).toEqual({w: 1, m: 0, r: 0, v: 4, f: 0});
		expect(await chunksOf(transfer!.transferId, {troubled: true})).toMatchObject({chunks: [], total: 0});
	});

	it('are those of a transfer that there is', () =>
		expect(chunksOf('nobody')).rejects.toMatchObject({value: {kind: 'not-found'}}));
});
