import type {Transfer} from '../../model/transfer.ts';
import type {ChunkBoard} from './chunk-board.ts';

/** A transfer as the one who runs it holds it. */
export interface TransferHandle {
	/** As it was last written down. */
	readonly transfer: Transfer;
	/** Changes it: first in the catalog, then for the faces. */
	update(change: Partial<Transfer>): Promise<void>;
	/** Where its chunks are to be seen from now on; asked again and again, because a planner may begin anew. */
	watch(board: () => ChunkBoard): void;
}
