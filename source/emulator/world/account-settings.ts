import type {Realm, World} from './world.ts';

/** A setting of an account in one region, as JSON; `undefined` until it is set. */
export const accountSetting = <T>({store}: World, {account, region}: Realm, name: string): T | undefined => {
	const row = store.get<{value: string}>(
		'SELECT value FROM account_settings WHERE account = ? AND region = ? AND name = ?',
		account,
		region,
		name,
	);
	return row && (JSON.parse(row.value) as T);
};

/** Sets it. */
export const setAccountSetting = ({store}: World, {account, region}: Realm, name: string, value: unknown): void => {
	store.run('REPLACE INTO account_settings VALUES (?, ?, ?, ?)', account, region, name, JSON.stringify(value));
};
