import {createHash} from 'node:crypto';
import type {IncomingMessage} from 'node:http';
import {vaultNamePattern} from '../model/limits.ts';
import {treeHash} from '../model/tree-hash.ts';
import {authenticate, type Caller} from './authentication/authenticate.ts';
import type {Identities} from './authentication/identities.ts';
import {authorize} from './authorization/authorize.ts';
import {type Received, receive, receiveShort} from './bodies/receive.ts';
import {refuse} from './errors.ts';
import {faultyBody} from './faults/bodies.ts';
import type {Effect} from './faults/fault.ts';
import {machineTime} from './faults/skew.ts';
import type {AnyOperation, Reply} from './operation.ts';
import {type Given, readParameters} from './parameters.ts';
import type {Match} from './routes.ts';
import {settle} from './world/calendar.ts';
import {findVault, type Vault, vaultArn} from './world/vaults.ts';
import {type Realm, transaction, type World} from './world/world.ts';

/** The longest body that is not an archive's: a policy of 20 KB as a JSON string, with room to spare. */
const longestShortBody = 256 * 1024;

/** A request on its way through the checks. */
export type Incoming = {
	world: World;
	identities: Identities;
	request: IncomingMessage;
	match: Match | undefined;
	path: string;
	query: string;
	effects: readonly Effect[];
	/** Tells a client that waits for it to send the body. */
	proceed: () => void;
};

/**
 * Checks a request in the service's order (signature, version, route, names, existence, rights, parameters, body) and runs
 * its operation.
 * @throws Refusal from whichever comes first
 */
export const answer = async (incoming: Incoming): Promise<Reply> => {
	const {world, identities, request, match, query, proceed} = incoming;
	const {headers, method = '', url: target = ''} = request;
	const isUpload = match?.operation.body === 'bytes';
	if (!isUpload) proceed();
	const body: Buffer = isUpload
		? Buffer.alloc(0)
		: await receiveShort(faultyBody(request, incoming.effects), longestShortBody);
	const computed = isUpload ? '' : createHash('sha256').update(body).digest('hex');
	const claimed = headers['x-amz-content-sha256'];
	const payloadHash = typeof claimed === 'string' ? claimed : computed;
	const caller = authenticate({method, target, headers, payloadHash}, identities, machineTime(incoming.effects));
	checkVersion(headers['x-amz-glacier-version']);
	if (world.settings.noLongerSupported) throw refuse.noLongerSupported();
	if (!match) throw refuse.unknownRoute(method, incoming.path);

	settle(world);
	const {operation} = match;
	const realm = realmOf(operation, match.path.account!, caller);
	const vault = vaultOf(world, operation, realm, match.path.vault);
	const members = operation.body === 'json' ? readJson(body) : {};
	authorize(world, caller.identity, operation, {realm, vault, path: match.path, members: members ?? {}, request});
	if (!members) throw refuse.malformedJson();
	const parameters = readParameters(operation.parameters, givenBy(request, query, members));
	if (!isUpload) checkHashes(body, computed, headers);

	const call = {
		world,
		request,
		caller: caller.identity,
		realm,
		path: match.path,
		vault: vault!,
		parameters,
		effects: incoming.effects,
		receive: () => {
			proceed();
			return receiveVerified(incoming);
		},
	};
	// What only looks is no transaction; what receives a body makes its own once the body is there.
	return method === 'GET' || isUpload ? operation.run(call) : transaction(world, () => operation.run(call));
};

const checkVersion = (version: string | string[] | undefined): void => {
	if (version === undefined || version === '') throw refuse.missing('API version');
	if (version !== '2012-06-01') throw refuse.invalidVersion(String(version));
};

const realmOf = (operation: AnyOperation, account: string, caller: Caller): Realm => {
	const own = caller.identity.account;
	if (account !== '-' && !/^\d{12}$/.test(account)) throw refuse.invalidAccount(account);
	if (operation.account === 'own' && account !== '-' && account !== own) throw refuse.otherAccount(account);
	return {account: account === '-' ? own : account, region: caller.region};
};

const vaultOf = (world: World, operation: AnyOperation, realm: Realm, name: string | undefined): Vault | undefined => {
	if (name === undefined) return undefined;
	const arn = vaultArn(realm, name);
	if (!vaultNamePattern.test(name) || name === '.' || name === '..') throw refuse.invalidVaultName(arn);
	const vault = findVault(world, realm, name);
	if (!vault && operation.vault === 'existing') throw refuse.vaultNotFound(arn);
	return vault;
};

const readJson = (body: Buffer): Record<string, unknown> | undefined => {
	if (body.length === 0) return {};
	try {
		const value: unknown = JSON.parse(body.toString());
		return typeof value === 'object' && value !== null && !Array.isArray(value)
			? (value as Record<string, unknown>)
			: undefined;
	} catch {
		return undefined;
	}
};

const givenBy = ({headers}: IncomingMessage, query: string, members: Record<string, unknown>): Given => {
	const search = new URLSearchParams(query);
	return {
		header: (name) => headers[name.toLowerCase()],
		query: (name) => search.get(name),
		member: (name) => (Object.hasOwn(members, name) ? members[name] : undefined),
	};
};

/** Hashes of a short body: the service does not ask for them, but when they come they must be right. */
const checkHashes = (body: Buffer, computed: string, headers: IncomingMessage['headers']): void => {
	const claimed = headers['x-amz-content-sha256'];
	if (claimed !== undefined && claimed !== computed) throw refuse.payloadHash(computed, String(claimed));
	const tree = headers['x-amz-sha256-tree-hash'];
	// On a request without a body this header speaks of something else: of the archive that is being completed.
	if (body.length > 0 && tree !== undefined && String(tree).toLowerCase() !== treeHash(body)) {
		throw refuse.bodyTreeHash(String(tree), treeHash(body));
	}
};

const receiveVerified = async ({world, request, effects}: Incoming): Promise<Received> => {
	const {contents, settings} = world;
	const {headers} = request;
	const path = contents.incoming();
	try {
		const announced = headers['content-length'];
		const received = await receive(faultyBody(request, effects), path, {
			length: announced === undefined ? undefined : Number(announced),
			idle: settings.idleBody,
			durable: contents.durable,
		});
		const linear = String(headers['x-amz-content-sha256']);
		const tree = String(headers['x-amz-sha256-tree-hash']);
		if (linear.toLowerCase() !== received.linear) throw refuse.payloadHash(received.linear, linear);
		if (tree.toLowerCase() !== received.tree) throw refuse.bodyTreeHash(tree, received.tree);
		return received;
	} catch (error) {
		contents.discard(path);
		throw error;
	}
};
