import type {PolicyDocument} from '../authorization/policy.ts';
import type {Realm} from '../world/world.ts';
import {type Identities, type Identity, newSecret} from './identities.ts';
import {backupReader, backupWriter, fullAccess, readOnlyAccess} from './policies.ts';

/** The identities that every emulator has: one that may do everything, and three with part of the rights. */
export type KnownIdentities = Record<'admin' | 'writer' | 'reader' | 'viewer', Identity>;

/** Finds them in the records, or makes them with new secrets. */
export const knownIdentities = (identities: Identities, realm: Realm): KnownIdentities => {
	const known = (name: string, policy: PolicyDocument): Identity => {
		const accessKeyId = `AKIAICEAXE${name.toUpperCase()}`.padEnd(20, '0');
		const found = identities.find(accessKeyId);
		if (found) return found;
		const made: Identity = {
			accessKeyId,
			secretAccessKey: newSecret(),
			account: realm.account,
			arn: `arn:aws:iam::${realm.account}:user/${name}`,
			policies: [policy],
		};
		identities.put(made);
		return made;
	};
	return {
		admin: known('admin', fullAccess),
		writer: known('writer', backupWriter(realm)),
		reader: known('reader', backupReader(realm)),
		viewer: known('viewer', readOnlyAccess),
	};
};
