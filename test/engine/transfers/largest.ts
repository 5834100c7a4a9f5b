import {createHash} from 'node:crypto';
import {stat} from 'node:fs/promises';
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {describe, expect, it} from 'vitest';
import {ChunkBoard} from '../../../source/engine/transfers/chunk-board.ts';
import {DownloadPlanner} from '../../../source/engine/transfers/download-planner.ts';
import {UploadPlanner} from '../../../source/engine/transfers/upload-planner.ts';
import {rangeLength} from '../../../source/model/byte-range.ts';
import {largestArchive, largestPartSize, mostParts} from '../../../source/model/limits.ts';
import {planDownload, planParts} from '../../../source/model/part-plan.ts';
import {combineHex} from '../../../source/model/tree-hash.ts';
import {temporaryCatalog, temporaryPath} from '../../helpers/temporary-catalog.ts';

/** The largest archive there can be but for some bytes: 40 TB in 10,000 parts, the last one shorter. */
const size = largestArchive - 12_345;
const {partSize: chunkSize} = planParts(size);
const hashOf = (index: number) => createHash('sha256').update(`part ${index}`).digest('hex');
const hashes = Array.from({length: mostParts}, (_, index) => hashOf(index));
const whole = combineHex(hashes);
const options = {size, chunkSize, atOnce: () => 6, checksAtOnce: 2, tries: 6, random: () => 0};

/** Bytes of the heap, of which nothing is waste. */
const heap = (): number => {
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as () => void)();
	return process.memoryUsage().heapUsed;
};

describe('the largest archive', () => {
	it('is cut as the service asks, to the last byte', () => {
		expect(chunkSize).toBe(largestPartSize);
		expect(planDownload(size)).toEqual({chunkSize: largestPartSize, count: mostParts});
		const board = new ChunkBoard({size, chunkSize});
		let at = 0;
		for (let index = 0; index < board.count; index++) {
			const range = board.range(index);
			expect(range.first).toBe(at);
			at += rangeLength(range);
		}
		expect(at).toBe(size);
		expect(Number.isSafeInteger(at)).toBe(true);
	});

	it('goes through the planners part by part, and its account takes little memory', () => {
		const before = heap();
		const upload = new UploadPlanner(options, {uploadId: 'u', treeHash: null, recorded: []});
		expect(upload.next(0)).toEqual({do: 'list', uploadId: 'u'});
		// Half of it was there before a crash.
		upload.listed(hashes.slice(0, mostParts / 2).map((treeHash, index) => ({index, treeHash})));
		let checks = 0;
		for (let step = upload.next(0); step.do !== 'complete'; step = upload.next(0)) {
			if (step.do === 'check') {
				checks++;
				upload.checked(step.index, true, undefined as never);
			} else if (step.do === 'move') upload.moved({index: step.index, treeHash: hashes[step.index]!});
			else throw new Error(step.do);
		}
		expect(checks).toBe(mostParts / 2);
		expect(upload.board.verifiedBytes).toBe(size);
		expect(combineHex(upload.board.treeHashes())).toBe(whole);
		const download = new DownloadPlanner(options, {treeHash: whole, recorded: []});
		for (let step = download.next(0); step.do !== 'place'; step = download.next(0)) {
			if (step.do !== 'move') throw new Error(step.do);
			download.moved({index: step.index, treeHash: hashes[step.index]!});
		}
		expect(download.board.takeChanges()).toHaveLength(mostParts);
		expect((heap() - before) / 1e6, 'MB for both').toBeLessThan(4);
		expect([upload.board.verified, download.board.verified]).toEqual([mostParts, mostParts]);
	});

	it('is a few hundred kilobytes in the catalog', async () => {
		const path = temporaryPath();
		const {transfers} = await temporaryCatalog(path);
		await Promise.all(hashes.map((treeHash, index) => transfers.recordChunk('t', {index, treeHash})));
		const recorded = await transfers.verifiedChunks('t');
		expect(recorded).toHaveLength(mostParts);
		expect(recorded.at(-1)).toEqual({index: mostParts - 1, treeHash: hashes.at(-1)});
		const {size: bytes} = await stat(path);
		expect(bytes / 1e6, 'MB').toBeLessThan(1.5);
	});
});
