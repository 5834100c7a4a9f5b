import {displayText} from '../model/names/display-text.ts';
import {isRefusedCredential, toCredentialError} from './credential-error.ts';
import {operations, permissionOf} from './glacier.ts';
import {GlacierError, type Repeat} from './glacier-error.ts';
import {actOf} from './in-words.ts';
import {toNotFoundError} from './not-found-error.ts';
import type {Failing, SdkError} from './to-error.ts';

/** What the service answered. */
export type Answer = {
	code: string;
	/** The service's words, without secrets, fit for a terminal, of bounded length. */
	words: string;
	status: number;
	requestId: string | null;
	error: SdkError;
};

type Reason = {
	kind?: 'service' | 'mismatch';
	/** What follows "Could not …:"; the service's own words when there is none. */
	why?: string;
	hint?: string;
	repeat?: Repeat;
	throttled?: boolean;
};

const throttled: Reason = {
	why: 'the service asks for fewer requests',
	hint: 'It is asked again more slowly; fewer transfers at once may help.',
	repeat: 'safe',
	throttled: true,
};

const changed: Reason = {
	kind: 'mismatch',
	why: 'the bytes that arrived are not those that were hashed',
	hint: 'Did the file change while it was read? Nothing was stored.',
};

/** By the service's code (api-error-responses). */
const byCode: Record<string, Reason> = {
	ThrottlingException: throttled,
	Throttling: throttled,
	TooManyRequestsException: throttled,
	RequestLimitExceeded: throttled,
	SlowDown: throttled,
	InsufficientCapacityException: {
		why: 'the service has no room for Expedited retrievals at the moment',
		hint: 'Choose Standard or Bulk, or try again later.',
	},
	PolicyEnforcedException: {
		why: "the account's data retrieval policy does not allow it",
		hint: 'The policy limits Standard retrievals; Bulk and Expedited ones are not held by it.',
	},
	LimitExceededException: {},
	NoLongerSupportedException: {
		why: 'the service does not serve this account in this region',
		hint: 'Glacier vaults are closed to new customers: is it the right account and region?',
	},
	RequestTimeoutException: {why: 'the bytes came too slowly', repeat: 'unsure'},
	ServiceUnavailableException: {why: 'the service is not available at the moment', repeat: 'unsure'},
};

/** By the service's words, where one code stands for many things. */
const byWords: [words: RegExp, reason: Reason][] = [
	[
		/^Vault not empty or recently written to/,
		{
			why: 'it is not empty, or was written to since its last inventory',
			hint: 'A vault can be deleted when an inventory has shown it empty: up to a day after the last change.',
		},
	],
	[/not currently available for download/, {why: 'the job is not ready yet'}],
	[/^Checksum mismatch|^Invalid x-amz-sha256-tree-hash|computed payload hash/, changed],
];

const reasonOf = ({code, words, status}: Answer): Reason => {
	const reason = byWords.find(([pattern]) => pattern.test(words))?.[1] ?? byCode[code];
	if (reason) return reason;
	if (status === 429) return throttled;
	return status >= 500 ? {repeat: 'unsure'} : {};
};

const toAnswer = (error: SdkError, {redact}: Failing): Answer => {
	const {httpStatusCode = 0, requestId} = error.$metadata ?? {};
	const words = displayText(redact(error.message ?? '').slice(0, 2000)).slice(0, 400);
	return {code: error.name, words, status: httpStatusCode, requestId: requestId ?? null, error};
};

/** What the service said, as a sentence. */
export const toServiceError = (error: SdkError, failing: Failing): GlacierError => {
	const answer = toAnswer(error, failing);
	const {code, words, status, requestId} = answer;
	const facts = {code, requestId, operation: operations[failing.call], cause: error};
	if (error instanceof SyntaxError || code === 'Unknown') return toForeignError(answer, failing);
	if (code === 'ResourceNotFoundException') return toNotFoundError(answer, failing);
	const reason = reasonOf(answer);
	if (reason !== changed && isRefusedCredential(answer)) return toCredentialError(answer, failing);
	if (reason !== changed && status === 403) {
		const permission = /not authorized to perform: (glacier:\w+)/.exec(words)?.[1];
		return new GlacierError('denied', `This key may not ${actOf(failing)}.`, {
			...facts,
			permission: permission ?? permissionOf(failing.call),
			hint: words || null,
		});
	}
	return new GlacierError(reason.kind ?? 'service', `Could not ${actOf(failing)}: ${reason.why ?? plain(words)}.`, {
		...facts,
		hint: reason.hint ?? null,
		repeat: reason.repeat ?? 'useless',
		throttled: reason.throttled ?? false,
	});
};

/** The service's words inside our sentence. */
const plain = (words: string) => words.replace(/[.\s]+$/, '') || 'the service does not say why';

/** An answer that has not the service's shape: something else answered. */
const toForeignError = ({status, requestId, error}: Answer, failing: Failing): GlacierError =>
	new GlacierError('unreachable', `${failing.host} answered with HTTP ${status}, but not as the service does.`, {
		hint: 'Is a proxy in between, or is the endpoint another service?',
		code: `HTTP ${status}`,
		operation: operations[failing.call],
		requestId,
		repeat: status >= 500 ? 'unsure' : 'useless',
		cause: error,
	});
