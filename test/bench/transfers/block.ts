import {randomFillSync} from 'node:crypto';
import {mebibyte} from '../../../source/model/limits.ts';
import {combineHex, treeHash} from '../../../source/model/tree-hash.ts';

/** The bytes of which the measured file is made, again and again. */
export const blockSize = 64 * mebibyte;

export const randomBlock = (): Buffer => randomFillSync(Buffer.alloc(blockSize));

/** The tree hash of `count` such blocks. */
export const treeHashOfBlocks = (block: Buffer, count: number): string =>
	combineHex(new Array<string>(count).fill(treeHash(block)));
