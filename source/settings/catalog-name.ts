import {createHash} from 'node:crypto';
import {type AwsFiles, profileSection} from './aws-files.ts';
import {accountOfProfile} from './profiles.ts';

const short = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

/** Fit for a file name everywhere; what was changed for that is told apart by a hash. */
const asFileName = (text: string): string => {
	const safe = text.replace(/[^A-Za-z0-9_-]+/g, '_').slice(0, 60);
	return safe === text ? text : `${safe}-${short(text)}`;
};

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * The part of an access key's id that all keys of an account share, if the id is of today's form; else the whole id. Sessions have another
 * key every hour, but their catalog must stay.
 */
const lastingPart = (accessKeyId: string): string => {
	const coded = /^A[A-Z0-9]{3}([Q-Z2-7][A-Z2-7]{8})/.exec(accessKeyId)?.[1];
	if (!coded) return accessKeyId;
	let bits = 0n;
	for (const digit of coded) bits = (bits << 5n) | BigInt(base32.indexOf(digit));
	// 45 bits; the account's number stands in bits 1 to 40.
	return `account bits ${(bits >> 4n) & ((1n << 40n) - 1n)}`;
};

/** Whose vaults these are, as a name that stays the same from start to start, with the network or without. */
const owner = ({accountId, profile, env, files}: CatalogNameOptions): string => {
	if (accountId !== '-') return accountId;
	if (!profile && env.AWS_ACCESS_KEY_ID) {
		const account = env.AWS_ACCOUNT_ID ?? '';
		return /^\d{12}$/.test(account) ? account : `key-${short(lastingPart(env.AWS_ACCESS_KEY_ID))}`;
	}
	const section = profileSection(files, profile ?? 'default');
	const account = section && accountOfProfile(section);
	if (account) return account;
	if (profile) return `profile-${asFileName(profile)}`;
	return section?.aws_access_key_id ? `key-${short(lastingPart(section.aws_access_key_id))}` : 'default';
};

export type CatalogNameOptions = {
	demo: boolean;
	accountId: string;
	profile: string | null;
	region: string | null;
	endpoint: string | null;
	env: NodeJS.ProcessEnv;
	files: AwsFiles;
};

/**
 * The name of the catalog's file: account, region and, when it is another than the service's own, endpoint. The account is the one that
 * was said or that the AWS files tell, else the profile stands for it, else the access key. Nothing is asked of the network, so that the
 * same catalog opens when there is none.
 */
export const catalogName = (options: CatalogNameOptions): string => {
	const {demo, region, endpoint} = options;
	const parts = [
		demo ? 'demo' : owner(options),
		region ?? 'no-region',
		...(endpoint && !demo ? [asFileName(new URL(endpoint).host)] : []),
	];
	return `${parts.join('.')}.sqlite`;
};

/**
 * Who signs, as a text that stays the same while it is the same key or role: an engine belongs to a catalog and to whoever signs. Holds no
 * secret.
 */
export const signerName = ({demo, profile, env}: Pick<CatalogNameOptions, 'demo' | 'profile' | 'env'>): string => {
	if (demo) return 'demo';
	if (profile) return `profile ${profile}`;
	const key = env.AWS_ACCESS_KEY_ID;
	// Keys of sessions are other ones every hour.
	if (key) return `key ${short(key.startsWith('ASIA') ? lastingPart(key) : key)}`;
	return 'default';
};
