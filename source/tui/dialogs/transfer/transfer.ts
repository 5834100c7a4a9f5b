import type {ChunkWindow} from '../../../model/transfer.ts';
import type {TransferEntry} from '../../../store/state.ts';
import type {ListState} from '../../screen/list.ts';

/** All that is known of one transfer: the facts, and every chunk of it in a list that is a window. */
export type TransferDialog = {
	kind: 'transfer';
	transferId: string;
	list: ListState;
	/** Only the chunks that were tried again or failed. */
	troubled: boolean;
	/** What is shown where there is no room for both. */
	page: 'chunks' | 'facts';
	/** What the engine last said about the chunks in sight, and of which list. */
	window: (ChunkWindow & {troubled: boolean}) | null;
};

/** Rows above the cursor when the dialog opens. */
const above = 3;

/** Opens where the transfer is: at the first chunk that is not verified. */
export const transferDialog = ({transfer, chunks}: TransferEntry): TransferDialog => {
	const first = Math.max(
		0,
		chunks.findIndex((state) => state !== 'v'.charCodeAt(0)),
	);
	return {
		kind: 'transfer',
		transferId: transfer.transferId,
		list: {cursor: first, scroll: Math.max(0, first - above)},
		troubled: false,
		page: 'chunks',
		window: null,
	};
};
