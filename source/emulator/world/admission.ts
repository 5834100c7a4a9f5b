import {type ByteRange, rangeLength} from '../../model/byte-range.ts';
import {refuse} from '../errors.ts';
import {useCapacity} from './capacity.ts';
import type {Tier} from './jobs.ts';
import {policyAllows} from './retrieval-policy.ts';
import type {Realm, World} from './world.ts';

/**
 * Decides whether a retrieval may start at all.
 * @throws Refusal PolicyEnforcedException for a standard one that the data retrieval policy does not allow
 * @throws Refusal InsufficientCapacityException for an expedited one without capacity
 */
export const admit = (world: World, realm: Realm, tier: Tier, range: ByteRange): void => {
	if (tier === 'Standard' && !policyAllows(world, realm, rangeLength(range))) throw refuse.policyEnforced();
	if (tier === 'Expedited' && !useCapacity(world, realm) && !world.settings.expeditedCapacity) {
		throw refuse.insufficientCapacity();
	}
};
