import type {ByteRange} from '../../model/byte-range.ts';
import {refuse} from '../errors.ts';
import type {Tier} from './jobs.ts';
import type {Realm, World} from './world.ts';

/**
 * Decides whether a retrieval may start at all.
 * @throws Refusal InsufficientCapacityException for an expedited one without capacity
 */
export const admit = (world: World, _realm: Realm, tier: Tier, _range: ByteRange): void => {
	if (tier === 'Expedited' && !world.settings.expeditedCapacity) throw refuse.insufficientCapacity();
};
