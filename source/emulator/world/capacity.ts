import {newCapacityId} from '../identifiers.ts';
import {accountSetting, setAccountSetting} from './account-settings.ts';
import {now, type Realm, type World} from './world.ts';

/** A provisioned capacity unit: three expedited retrievals every five minutes, for a month. */
export type CapacityUnit = {id: string; start: number; end: number};

/** How many expedited retrievals a unit is good for in five minutes (downloading-an-archive-two-steps). */
const startsPerUnit = 3;
const window = 5 * 60_000;

/** The units that an account has now. */
export const capacityOf = (world: World, realm: Realm): CapacityUnit[] =>
	(accountSetting<CapacityUnit[]>(world, realm, 'capacity') ?? []).filter((unit) => unit.end > now(world));

/** Buys a unit and returns its id. It is good until the same day and time of the next month. */
export const buyCapacity = (world: World, realm: Realm): string => {
	const start = now(world);
	const end = new Date(start);
	const day = end.getUTCDate();
	end.setUTCMonth(end.getUTCMonth() + 1);
	// From the 31st to a month without one: its last day.
	if (end.getUTCDate() !== day) end.setUTCDate(0);
	const unit: CapacityUnit = {id: newCapacityId(), start, end: end.getTime()};
	setAccountSetting(world, realm, 'capacity', [...capacityOf(world, realm), unit]);
	return unit.id;
};

/** Whether a unit has room for one more expedited retrieval; if so, takes it. */
export const useCapacity = (world: World, realm: Realm): boolean => {
	const moment = now(world);
	const starts = (accountSetting<number[]>(world, realm, 'expedited-starts') ?? []).filter(
		(start) => start > moment - window,
	);
	if (starts.length >= startsPerUnit * capacityOf(world, realm).length) return false;
	setAccountSetting(world, realm, 'expedited-starts', [...starts, moment]);
	return true;
};
