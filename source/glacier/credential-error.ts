import {durationText} from '../model/format.ts';
import {operations} from './glacier.ts';
import {GlacierError} from './glacier-error.ts';
import type {Answer} from './service-error.ts';
import type {Failing} from './to-error.ts';

const expired = new Set(['ExpiredTokenException', 'ExpiredToken']);
const unknown = new Set(['UnrecognizedClientException', 'InvalidClientTokenId', 'InvalidAccessKeyId']);
const missing = new Set(['MissingAuthenticationTokenException', 'MissingAuthenticationToken']);
const unsigned = new Set(['InvalidSignatureException', 'SignatureDoesNotMatch', 'IncompleteSignatureException']);
const skewed = new Set(['RequestTimeTooSkewed', 'RequestExpired']);

const isSkew = ({code, words}: Answer) =>
	skewed.has(code) || (unsigned.has(code) && /expired|not yet current/i.test(words));

/** Whether the service refused who asked, not what was asked. */
export const isRefusedCredential = ({code}: Answer): boolean =>
	[expired, unknown, missing, unsigned, skewed].some((codes) => codes.has(code));

/** Whether other credentials may be accepted: those that were refused are of no use any more. */
export const mayBeRenewed = (error: unknown): boolean =>
	error instanceof GlacierError &&
	error.kind === 'credentials' &&
	(expired.has(error.value.code ?? '') || unknown.has(error.value.code ?? ''));

/** `about 12 min behind`, by the date of the answer. */
const skewText = ({error}: Answer): string => {
	const theirs = Date.parse(error.$response?.headers?.date ?? '');
	const behind = theirs - Date.now();
	if (Number.isNaN(behind)) return 'wrong';
	return `about ${durationText(Math.abs(behind))} ${behind > 0 ? 'behind' : 'ahead of'} the service's`;
};

const explain = (answer: Answer, {profile}: Failing): {message: string; hint: string} => {
	if (isSkew(answer)) {
		return {
			message: `The clock of this machine is ${skewText(answer)}.`,
			hint: 'Set it; the service allows 5 minutes.',
		};
	}
	if (expired.has(answer.code)) {
		return {
			message: 'The credentials have expired.',
			hint: `Renew them${profile ? `, with SSO by "aws sso login --profile ${profile}"` : ''}; the new ones are found without a restart.`,
		};
	}
	if (unknown.has(answer.code)) {
		return {
			message: 'The service does not know this access key.',
			hint: 'It was deleted, or it is for another partition of AWS; "iceaxe info" tells where it comes from.',
		};
	}
	if (missing.has(answer.code)) {
		return {message: 'The service asks for credentials.', hint: '"iceaxe info" tells where they are looked for.'};
	}
	return {
		message: 'The secret key does not belong to the access key.',
		hint: 'Were both copied whole? "iceaxe info" tells where they come from.',
	};
};

/** A refused credential as a sentence. */
export const toCredentialError = (answer: Answer, failing: Failing): GlacierError => {
	const {message, hint} = explain(answer, failing);
	return new GlacierError('credentials', message, {
		hint,
		code: answer.code,
		requestId: answer.requestId,
		operation: operations[failing.call],
		// The SDK takes over the service's time for the next signature. It says so only of a clock that is wrong, not of one that was set right
		// meanwhile, after which its own correction was wrong.
		repeat: isSkew(answer) && answer.error.$response?.headers?.date ? 'safe' : 'useless',
		cause: answer.error,
	});
};
