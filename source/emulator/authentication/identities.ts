import {randomBytes} from 'node:crypto';
import type {PolicyDocument} from '../authorization/policy.ts';
import type {Store} from '../world/store.ts';

/** An access key and what its owner may do. */
export type Identity = {
	accessKeyId: string;
	secretAccessKey: string;
	/** Present for temporary credentials: each request must carry it. */
	sessionToken?: string;
	/** When temporary credentials end, milliseconds of real time. */
	expires?: number;
	account: string;
	/** `arn:aws:iam::111122223333:user/backup`. */
	arn: string;
	/** IAM policies; together they say what is allowed. */
	policies: PolicyDocument[];
};

/** All access keys that the emulator knows. They survive a restart with the records. */
export type Identities = {
	find(accessKeyId: string): Identity | undefined;
	put(identity: Identity): void;
	remove(accessKeyId: string): void;
	list(): Identity[];
};

/** The identities in the records. */
export const openIdentities = (store: Store): Identities => {
	const known = new Map<string, Identity>();
	for (const {document} of store.all<{document: string}>('SELECT document FROM identities')) {
		const identity: Identity = JSON.parse(document);
		known.set(identity.accessKeyId, identity);
	}
	return {
		find: (accessKeyId) => known.get(accessKeyId),
		list: () => [...known.values()],
		put: (identity) => {
			store.run('REPLACE INTO identities VALUES (?, ?)', identity.accessKeyId, JSON.stringify(identity));
			known.set(identity.accessKeyId, identity);
		},
		remove: (accessKeyId) => {
			store.run('DELETE FROM identities WHERE access_key_id = ?', accessKeyId);
			known.delete(accessKeyId);
		},
	};
};

/** A secret as AWS makes them, 40 characters. */
export const newSecret = (): string => randomBytes(30).toString('base64url');
