import type {Selection} from './archive.ts';
import type {Deletion} from './deletion.ts';

/** What a face may ask of the engine about acts of many steps, which it can watch and stop. */
export type ActRequests = {
	/** Deletes archives one by one. What fails is told in the answer, and those that are marked and not deleted stay so. */
	'archives.delete': {takes: {vaultName: string; selection: Selection; actId?: string}; gives: Deletion};

	/**
	 * Lets nothing more of an act begin that a face began under an id of its own making; `act` events say how far it is. What is on its way
	 * comes to its end, and the request that began the act is answered with what was done.
	 */
	'acts.stop': {takes: {actId: string}; gives: null};
};
