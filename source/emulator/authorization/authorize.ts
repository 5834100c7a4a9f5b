import type {IncomingMessage} from 'node:http';
import type {Identity} from '../authentication/identities.ts';
import {refuse} from '../errors.ts';
import type {AnyOperation} from '../operation.ts';
import {findArchive} from '../world/archives.ts';
import {activeLock} from '../world/locks.ts';
import {arn, tagsOf, type Vault, vaultArn} from '../world/vaults.ts';
import {now, type Realm, type World} from '../world/world.ts';
import type {Context} from './conditions.ts';
import {decide} from './decide.ts';
import type {PolicyDocument} from './policy.ts';

/** What a request is about, as far as policies can ask. */
export type Subject = {
	realm: Realm;
	vault: Vault | undefined;
	path: Record<string, string>;
	members: Record<string, unknown>;
	request: IncomingMessage;
};

/**
 * Asks the caller's policies and the vault's.
 * @throws Refusal AccessDeniedException in the service's words
 */
export const authorize = (world: World, identity: Identity, operation: AnyOperation, subject: Subject): void => {
	const {realm, vault, path} = subject;
	const resource = path.vault !== undefined ? vaultArn(realm, path.vault) : arn(realm, operation.resource ?? 'vaults/');
	const context = contextOf(world, identity, operation, subject);
	const question = {identity, action: operation.action, resource, owner: realm.account, context};
	const denial = decide(question, vault ? policiesOf(world, vault) : []);
	if (denial !== undefined) throw refuse.denied(identity.arn, operation.action, resource, denial);
};

const policiesOf = (world: World, vault: Vault): PolicyDocument[] => {
	const lock = activeLock(world, vault);
	return [vault.access_policy, lock?.policy].filter((text) => text != null).map((text) => JSON.parse(text));
};

const day = 86_400_000;

const contextOf = (
	world: World,
	identity: Identity,
	operation: AnyOperation,
	{vault, path, members, request}: Subject,
): Context => {
	const tags = vault ? [...tagsOf(vault)] : [];
	return (key) => {
		if (key.startsWith('glacier:resourcetag/')) {
			const wanted = key.slice('glacier:resourcetag/'.length);
			return tags.find(([name]) => name.toLowerCase() === wanted)?.[1];
		}
		switch (key) {
			case 'glacier:archiveageindays': {
				const id = operation.archive?.({path, members});
				const archive = vault && typeof id === 'string' ? findArchive(world, vault, id) : undefined;
				return archive && String(Math.floor((now(world) - archive.created) / day));
			}
			case 'aws:currenttime':
				return new Date(now(world)).toISOString();
			case 'aws:principalarn':
				return identity.arn;
			case 'aws:principalaccount':
				return identity.account;
			case 'aws:username':
				return /:user\/(?:.*\/)?([^/]+)$/.exec(identity.arn)?.[1];
			case 'aws:securetransport':
				return 'false';
			case 'aws:sourceip':
				return request.socket.remoteAddress?.replace('::ffff:', '');
			case 'aws:useragent':
				return request.headers['user-agent'];
			default:
				return undefined;
		}
	};
};
