import type {TransferCatalog} from '../../catalog/catalog.ts';
import {isAlive, ownerName} from '../../platform/process-owner.ts';

/** A name that no living process has. */
const nobody = 'nobody';

/** Which transfers this engine may work on: each belongs to one living engine at most. */
export type Owners = {
	/** Makes a transfer ours, unless it belongs to another engine that lives. */
	claim(transferId: string): Promise<boolean>;
	/** Lets go of it, so that any engine may take it up. */
	release(transferId: string): Promise<void>;
};

/** `part` tells the engines of one process apart. */
export const transferOwners = (transfers: TransferCatalog, part: string): Owners => {
	const me = ownerName(part);
	return {
		claim: async (transferId) => {
			const alive = (await transfers.owners()).filter((owner) => owner !== me && isAlive(owner));
			return transfers.claim(transferId, me, alive);
		},
		release: async (transferId) => {
			await transfers.claim(transferId, nobody, []);
		},
	};
};
