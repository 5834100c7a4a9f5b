import type {GlacierClient} from '@aws-sdk/client-glacier';
import {cancelled, invalidInput} from '../model/errors/errors.ts';
import type {BodyHashes} from '../model/tree-hash.ts';
import {vaultNameOf} from '../model/vault.ts';
import type {Clock} from '../platform/clock.ts';
import type {CredentialSource} from '../platform/credentials.ts';
import type {Redact} from '../platform/redact.ts';
import type {Calling} from './around.ts';
import {mayBeRenewed} from './credential-error.ts';
import type {Body, GlacierCall, OnSent, Takes} from './glacier.ts';
import {bodyLength, outgoingBody} from './outgoing-body.ts';
import {rememberRequestId} from './request-id.ts';
import {watchStall} from './stall.ts';
import {toError} from './to-error.ts';

/** Milliseconds without movement after which a call is given up, so that it can be made again on another connection. */
export type Timeouts = {
	/** Until the connection is there. */
	connect: number;
	/** Until the answer begins, for calls without a body; and between two portions of an answer's body. */
	answer: number;
	/** Between two portions of a body that is sent, and after the last of them until the answer: the service stores it first. */
	upload: number;
};

export const usualTimeouts: Timeouts = {connect: 10_000, answer: 60_000, upload: 180_000};

/** What the nouns' files need to make calls. */
export type DoorOptions = {
	client: GlacierClient;
	credentials: CredentialSource;
	accountId: string;
	region: string;
	host: string;
	profile: string | null;
	clock: Clock;
	timeouts: Timeouts;
	redact: Redact;
};

/** What the SDK answers, whichever operation it was. */
type Answered = {$metadata: {requestId?: string | undefined}};

/** One try of one call: how the SDK is asked, with a fresh body each time. */
type Try<Answer> = (options: {abortSignal: AbortSignal}, body: ReturnType<typeof outgoingBody>) => Promise<Answer>;

/** Makes one call through the SDK and turns the answer into our noun. */
export type Send = <Call extends GlacierCall, Answer extends Answered, Gives>(
	calling: Calling<Call>,
	attempt: Try<Answer>,
	toGives: (answer: Answer) => Gives,
) => Promise<Gives>;

export type Door = DoorOptions & {send: Send};

type WithBody = {body: Body; hashes: BodyHashes; onSent?: OnSent};

const check = (takes: Takes<GlacierCall>): void => {
	// An empty name would make another request of it, and `.` and `..` are lost in URLs.
	if ('vaultName' in takes && vaultNameOf(takes.vaultName) !== takes.vaultName) {
		throw invalidInput('A vault has a name of 1 to 255 letters, digits, dots, hyphens and underscores.');
	}
	if ('description' in takes && !/^[ -~]{0,1024}$/.test(takes.description)) {
		throw invalidInput('A description has at most 1,024 characters of printable ASCII.');
	}
	if ('body' in takes && bodyLength(takes.body) === 0) throw invalidInput('An archive has at least one byte.');
};

/** Rejects as soon as the signal aborts, whatever the other is doing. */
const unlessAborted = <T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
	if (!signal) return promise;
	return new Promise((resolve, reject) => {
		const abort = () => reject(cancelled());
		if (signal.aborted) return abort();
		signal.addEventListener('abort', abort, {once: true});
		promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
	});
};

/** The one way through which every call goes: checks, waits that end, errors that say what happened. */
export const openDoor = (options: DoorOptions): Door => {
	const {credentials, clock, timeouts} = options;

	const tryOnce = async <Answer>({takes, signal}: Calling, attempt: Try<Answer>): Promise<Answer> => {
		const stop = new AbortController();
		const abort = () => stop.abort(cancelled());
		if (signal?.aborted) abort();
		signal?.addEventListener('abort', abort, {once: true});
		const withBody: WithBody | undefined = 'body' in takes ? takes : undefined;
		let moved = 0;
		let held = false;
		const hold = async (wait: Promise<void>) => {
			held = true;
			await wait;
			held = false;
		};
		const body = withBody
			? outgoingBody(withBody.body, withBody.hashes, (bytes) => {
					moved = bytes;
					const wait = withBody.onSent?.(bytes);
					return wait && hold(wait);
				})
			: undefined;
		// A pipe does not pass on what happens to its source.
		body?.once('error', (error) => stop.abort(error));
		const endWatch = watchStall({
			clock,
			limit: body ? timeouts.upload : timeouts.answer,
			moved: () => (held ? undefined : moved),
			onStall: (error) => stop.abort(error),
		});
		try {
			return await attempt({abortSignal: stop.signal}, body!);
		} catch (error) {
			throw stop.signal.aborted ? stop.signal.reason : error;
		} finally {
			endWatch();
			signal?.removeEventListener('abort', abort);
			if (body) {
				// An answer that came before all was sent leaves a request that would never end.
				if (!body.readableEnded) stop.abort();
				body.destroy();
			}
		}
	};

	/** Whether there are other credentials now than those that were refused. */
	const renewed = async (refused: string, signal: AbortSignal | undefined): Promise<boolean> => {
		credentials.renew();
		const now = await unlessAborted(credentials.get(), signal);
		return refused !== `${now.accessKeyId} ${now.sessionToken}`;
	};

	return {
		...options,
		send: async (calling, attempt, toGives) => {
			const fail = (error: unknown) => toError(error, {...calling, ...options});
			check(calling.takes);
			try {
				// Before the watch begins: a person may be typing a code.
				const {accessKeyId, sessionToken} = await unlessAborted(credentials.get(), calling.signal);
				const answer = await tryOnce(calling, attempt).catch(async (thrown) => {
					const error = fail(thrown);
					if (!mayBeRenewed(error)) throw error;
					// Without a restart: someone may have renewed them in another terminal.
					if (!(await renewed(`${accessKeyId} ${sessionToken}`, calling.signal))) throw error;
					return tryOnce(calling, attempt);
				});
				return rememberRequestId(toGives(answer), answer.$metadata.requestId);
			} catch (error) {
				throw fail(error);
			}
		},
	};
};
