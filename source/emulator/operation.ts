import type {IncomingMessage} from 'node:http';
import type {Identity} from './authentication/identities.ts';
import type {Content} from './bodies/content.ts';
import type {Received} from './bodies/receive.ts';
import type {Effect} from './faults/fault.ts';
import type {Values} from './parameters.ts';
import type {Vault} from './world/vaults.ts';
import type {Realm, World} from './world/world.ts';

/** A request that passed all common checks, as an operation sees it. */
export type Call<P = unknown> = {
	world: World;
	request: IncomingMessage;
	caller: Identity;
	/** Where the things are that the path names. */
	realm: Realm;
	/** What the path names besides, decoded: `vault`, `archive`, `upload`, `job`, `lock`. */
	path: Record<string, string>;
	/** The vault that the path names. Only operations with `vault: 'existing'` may look at it. */
	vault: Vault;
	/** The values of the operation's parameters, checked. */
	parameters: P;
	/** What is to go wrong with this request. */
	effects: readonly Effect[];
	/** Receives the body into the contents' incoming folder, its hashes verified. Only operations with `body: 'bytes'` may call it. */
	receive(): Promise<Received>;
};

/** What an operation answers. */
export type Reply = {
	status: number;
	headers?: Record<string, string | number>;
	/** Becomes the body, as JSON. */
	json?: object;
	/** Becomes the body, as bytes. */
	output?: {content: Content; range: {first: number; last: number}; type: string};
};

/** One operation of the API: what it asks for, as data, and what it does. */
export type Operation<P = never> = {
	/** Its name; with `glacier:` before it, the name of the IAM action. */
	action: string;
	/** Whether the path's account must be the caller's own. */
	account?: 'own';
	/** Whether the path names a vault that must exist, one that need not, or none. */
	vault: 'existing' | 'named' | 'none';
	/** What an operation without a vault is done to, as IAM has it; the whole account if absent. */
	resource?: string;
	/** What comes in the body. */
	body?: 'json' | 'bytes';
	/** What it wants to know, in the order in which it is checked. */
	parameters: P;
	/** Which archive it is about, for conditions on the archive's age. */
	archive?(call: {path: Record<string, string>; members: Record<string, unknown>}): unknown;
	/** Does it. Throws a Refusal for whatever the parameters' own rules do not say. Without a body of bytes it must not wait for anything. */
	run(call: Call<Values<P>>): Reply | Promise<Reply>;
};

/** Any operation, as the server calls it. */
// biome-ignore lint/suspicious/noExplicitAny: each operation has parameters of its own; the server reads them by its own table.
export type AnyOperation = Operation<any>;

/** Declares an operation; its parameters' types reach `run`. */
export const operation = <const P>(definition: Operation<P>): Operation<P> => definition;
