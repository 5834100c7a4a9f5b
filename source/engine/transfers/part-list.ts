import {type Glacier, pages} from '../../glacier/glacier.ts';
import {chunkRange} from '../../model/byte-range.ts';
import type {VerifiedChunk} from '../../model/transfer.ts';

/** The parts that the service has of an upload. */
export type PartList = {
	/** Those that are where a file of this size has one, in the order of the service. */
	parts: VerifiedChunk[];
	/** Others: beyond its end, or of another length. */
	foreign: number;
};

/** Asks for the parts of an upload, to the last page. */
export const listParts = async (
	glacier: Pick<Glacier, 'listParts'>,
	takes: {vaultName: string; uploadId: string; size: number; partSize: number},
	signal: AbortSignal,
): Promise<PartList> => {
	const {vaultName, uploadId, size, partSize} = takes;
	const list: PartList = {parts: [], foreign: 0};
	for await (const page of pages((marker) => glacier.listParts({vaultName, uploadId, marker}, signal))) {
		for (const {range, treeHash} of page) {
			const index = range.first / partSize;
			const fits =
				Number.isInteger(index) && range.first < size && chunkRange(index, partSize, size).last === range.last;
			if (fits) list.parts.push({index, treeHash});
			else list.foreign++;
		}
	}
	return list;
};
