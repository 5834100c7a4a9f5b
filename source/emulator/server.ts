import {createHash} from 'node:crypto';
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import {vaultNamePattern} from '../model/limits.ts';
import {treeHash} from '../model/tree-hash.ts';
import {authenticate, type Caller} from './authentication/authenticate.ts';
import type {Identities} from './authentication/identities.ts';
import {authorize} from './authorization/authorize.ts';
import {type Received, receive, receiveShort} from './bodies/receive.ts';
import {send, sendRefusal} from './bodies/send.ts';
import {Refusal, refuse} from './errors.ts';
import {newRequestId} from './identifiers.ts';
import type {AnyOperation, Reply} from './operation.ts';
import {type Given, readParameters} from './parameters.ts';
import {type Match, matchRoute} from './routes.ts';
import {settle} from './world/calendar.ts';
import {findVault, type Vault, vaultArn} from './world/vaults.ts';
import {type Realm, transaction, type World} from './world/world.ts';

/** The longest body that is not an archive's: a policy of 20 KB as a JSON string, with room to spare. */
const longestShortBody = 256 * 1024;

/** Hears of every request when its reply is sent; for the request log. */
export type RequestLine = {
	id: string;
	method: string;
	target: string;
	operation: string | undefined;
	status: number;
	/** The error's name, for a refusal. */
	code?: string;
};

/** What the server needs. */
export type ServerParts = {
	world: World;
	identities: Identities;
	log(line: RequestLine): void;
};

/** The service's HTTP side: common checks in the service's order, the operation, the reply. Not yet listening. */
export const createService = (parts: ServerParts): Server => {
	const server = createServer({requestTimeout: 0, keepAliveTimeout: 75_000});
	const answer = (request: IncomingMessage, response: ServerResponse, waits: boolean) => {
		serve(parts, request, response, waits).catch(() => response.destroy());
	};
	server.on('request', (request, response) => answer(request, response, false));
	// A client that waits for "100 Continue" gets it only when its headers are good, so that a bad upload ends early.
	server.on('checkContinue', (request, response) => answer(request, response, true));
	return server;
};

const serve = async (
	parts: ServerParts,
	request: IncomingMessage,
	response: ServerResponse,
	waits: boolean,
): Promise<void> => {
	const id = newRequestId();
	const {method = '', url: target = ''} = request;
	const [path = '', query = ''] = target.split(/\?(.*)/s);
	const match = matchRoute(method, path, query);
	let hasContinued = !waits;
	const proceed = () => {
		if (!hasContinued) response.writeContinue();
		hasContinued = true;
	};
	const line: RequestLine = {id, method, target, operation: match?.operation.action, status: 0};

	// The service's own clock may run at any speed; clients correct theirs by this header, so it is real time.
	response.setHeader('x-amzn-RequestId', id);
	try {
		const reply = await answerTo(parts, request, match, {path, query, proceed});
		line.status = reply.status;
		await send(response, reply);
	} catch (error) {
		const refusal = error instanceof Refusal ? error : refuse.unavailable();
		line.status = refusal.status;
		line.code = refusal.code;
		if (!hasContinued) response.setHeader('Connection', 'close');
		if (!response.headersSent) sendRefusal(response, refusal);
		else response.destroy();
	} finally {
		parts.log(line);
		// The rest of a refused body is read and dropped, so that the sender gets to read the reply.
		if (hasContinued) request.resume();
	}
};

type Target = {path: string; query: string; proceed: () => void};

const answerTo = async (
	{world, identities}: ServerParts,
	request: IncomingMessage,
	match: Match | undefined,
	{path, query, proceed}: Target,
): Promise<Reply> => {
	const {headers, method = '', url = ''} = request;
	const isUpload = match?.operation.body === 'bytes';
	const claimed = headers['x-amz-content-sha256'];
	let body: Buffer = Buffer.alloc(0);
	if (!isUpload) {
		proceed();
		body = await receiveShort(request, longestShortBody);
	}
	const computed = isUpload ? '' : createHash('sha256').update(body).digest('hex');
	const payloadHash = typeof claimed === 'string' ? claimed : computed;
	const caller = authenticate({method, target: url, headers, payloadHash}, identities, Date.now());
	checkVersion(headers['x-amz-glacier-version']);
	if (world.settings.noLongerSupported) throw refuse.noLongerSupported();
	if (!match) throw refuse.unknownRoute(method, path);

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
		receive: () => {
			proceed();
			return receiveVerified(world, request);
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

const receiveVerified = async ({contents, settings}: World, request: IncomingMessage): Promise<Received> => {
	const path = contents.incoming();
	try {
		const received = await receive(request, path, {idle: settings.idleBody, durable: contents.durable});
		const {headers} = request;
		const linear = String(headers['x-amz-content-sha256']);
		const tree = String(headers['x-amz-sha256-tree-hash']);
		if (linear !== received.linear) throw refuse.payloadHash(received.linear, linear);
		if (tree.toLowerCase() !== received.tree) throw refuse.bodyTreeHash(tree, received.tree);
		return received;
	} catch (error) {
		contents.discard(path);
		throw error;
	}
};
