import {accountSetting, setAccountSetting} from './account-settings.ts';
import {now, type Realm, type World} from './world.ts';

/** The one rule of a data retrieval policy (data-retrieval-policy). */
export type RetrievalRule = {Strategy: 'BytesPerHour' | 'FreeTier' | 'None'; BytesPerHour?: number};

const hour = 3_600_000;
const day = 24 * hour;

/** The free allowance of a day: a thirtieth of 10 GiB (data-retrieval-policy; how it is prorated is not documented). */
const freeBytesPerDay = Math.floor((10 * 2 ** 30) / 30);

/** A standard retrieval counts as if it were spread over four hours. */
const nominalHours = 4;

/** The rule in force; None until one is set. */
export const retrievalRule = (world: World, realm: Realm): RetrievalRule =>
	accountSetting<RetrievalRule>(world, realm, 'retrieval-rule') ?? {Strategy: 'None'};

/** Sets the rule. */
export const setRetrievalRule = (world: World, realm: Realm, rule: RetrievalRule): void =>
	setAccountSetting(world, realm, 'retrieval-rule', rule);

/** Standard retrievals of an account that began at or after a moment, with those that are still in progress told apart. */
const retrievedSince = ({store}: World, {account, region}: Realm, since: number): {all: number; running: number} =>
	store.get<{all: number; running: number}>(
		`SELECT
			coalesce(sum(bytes) FILTER (WHERE created >= ?), 0) AS "all",
			coalesce(sum(bytes) FILTER (WHERE status = 'InProgress'), 0) AS running
		FROM (
			SELECT jobs.status,
				document ->> '$.created' AS created,
				(document ->> '$.about.range.last') - (document ->> '$.about.range.first') + 1 AS bytes
			FROM jobs JOIN vaults ON vaults.number = jobs.vault
			WHERE account = ? AND region = ? AND document ->> '$.about.tier' = 'Standard'
		)`,
		since,
		account,
		region,
	)!;

/** Whether the policy lets a standard retrieval of so many bytes begin. */
export const policyAllows = (world: World, realm: Realm, bytes: number): boolean => {
	const {Strategy, BytesPerHour = 0} = retrievalRule(world, realm);
	if (Strategy === 'None') return true;
	const today = Math.floor(now(world) / day) * day;
	const {all, running} = retrievedSince(world, realm, today);
	return Strategy === 'FreeTier' ? all + bytes <= freeBytesPerDay : (running + bytes) / nominalHours <= BytesPerHour;
};
