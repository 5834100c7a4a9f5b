import {GlacierError} from '../glacier/glacier-error.ts';
import {toErrorValue} from '../model/errors/errors.ts';
import type {ErrorKind, ErrorValue} from '../model/errors/iceaxe-error.ts';

/**
 * What a failure means for the work that it stopped.
 *
 * - `again`: another try may succeed; there are only so many.
 * - `away`: the service cannot be reached; work waits for it, however long.
 * - `expired`: credentials that were good are so no longer, or the clock is wrong; work waits for other ones, however long.
 * - `unaccepted`: credentials that are missing or wrong. Work that is under way waits for others; work that has yet to begin fails.
 * - `gone`: the upload, job or archive is no longer there.
 * - `final`: trying again is of no use before somebody has done something.
 */
export type FailureKind = 'again' | 'away' | 'expired' | 'unaccepted' | 'gone' | 'final';
export type Failure = {kind: FailureKind; error: ErrorValue};

const kinds: Partial<Record<ErrorKind, FailureKind>> = {
	unreachable: 'away',
	service: 'again',
	mismatch: 'again',
	'not-found': 'gone',
};

/** The code of the one mismatch that no other try mends: the local file is not what it was. */
export const fileChanged = 'FILE_CHANGED';

/** Codes of credentials that were good once, the service's and our own (settings/credential-error.ts). */
const ended: ReadonlySet<string | null> = new Set(['ExpiredTokenException', 'ExpiredToken', 'SESSION_ENDED']);

/** Of refused credentials only those of a wrong clock may be tried again by the door. */
const haveEnded = (error: unknown): boolean =>
	ended.has(toErrorValue(error).code) || (error instanceof GlacierError && error.repeat !== 'useless');

/** Judges anything that was thrown. */
export const toFailure = (error: unknown): Failure => {
	const value = toErrorValue(error);
	if (value.kind === 'credentials') return {kind: haveEnded(error) ? 'expired' : 'unaccepted', error: value};
	const kind = kinds[value.kind] ?? 'final';
	// A mismatch is never repeated by the door itself, but the next try hashes and sends anew.
	const refused = error instanceof GlacierError && error.repeat === 'useless' && value.kind !== 'mismatch';
	const useless = refused || value.code === fileChanged;
	return {kind: useless && kind !== 'gone' ? 'final' : kind, error: value};
};

/** Whether the service may have done what a failed call asked for, although no answer came. */
export const mayHaveHappened = (error: unknown): boolean =>
	error instanceof GlacierError ? error.repeat === 'unsure' : toFailure(error).kind === 'away';

const firstWait = 500;
const longestWait = 30_000;

/** Milliseconds before the next try, the first being 1: they double and vary by half. `random` is from 0 to below 1. */
export const retryDelay = (tries: number, random: number): number =>
	Math.min(longestWait, firstWait * 2 ** Math.min(tries - 1, 10)) * (0.5 + random / 2);
