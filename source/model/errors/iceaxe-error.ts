/**
 * What kind of thing went wrong, as far as a person or a script must tell it apart. Each kind has an exit code (headless/exit-codes.ts).
 *
 * - `invalid-input`: the person asked for something that cannot be; nothing was done.
 * - `not-found`: a vault, archive, job, upload or file that is not there.
 * - `denied`: the key lacks a permission.
 * - `credentials`: no credentials, or they have expired.
 * - `unreachable`: the service did not answer; trying later may help.
 * - `service`: the service answered with an error.
 * - `mismatch`: bytes are not what their hash says, or a file changed while it was read.
 * - `file`: the disk said no: exists, full, read-only.
 * - `producer`: whoever made the bytes of an upload failed, or went away before their end.
 * - `overdue`: all went well, and the answer is that a backup is late.
 * - `cancelled`: a person or a shutdown stopped it.
 * - `bug`: anything that none of us expected.
 */
export type ErrorKind =
	| 'invalid-input'
	| 'not-found'
	| 'denied'
	| 'credentials'
	| 'unreachable'
	| 'service'
	| 'mismatch'
	| 'file'
	| 'producer'
	| 'overdue'
	| 'cancelled'
	| 'bug';

/** An error as a JSON value: what crosses from the engine to a face, into the catalog and into `--json`. Holds no secrets. */
export type ErrorValue = {
	kind: ErrorKind;
	/** One sentence: what happened, to which thing. */
	message: string;
	/** One sentence: what to do next; null when there is nothing to say. */
	hint: string | null;
	/** The service's own name for it, such as `ResourceNotFoundException`, or a system code such as `ENOSPC`. */
	code: string | null;
	/** The API operation that failed, such as `UploadMultipartPart`. */
	operation: string | null;
	/** The service's request id, for AWS support. */
	requestId: string | null;
	/** The missing permission, such as `glacier:InitiateJob`, when the kind is `denied`. */
	permission: string | null;
};

/** The facts an error may carry beside its sentence. */
export type ErrorFacts = Partial<Omit<ErrorValue, 'kind' | 'message'>> & {cause?: unknown};

/** An error that iceaxe expects and can explain. Thrown everywhere below the faces; its `value` is what faces show. */
export class IceaxeError extends Error {
	override readonly name = 'IceaxeError';
	readonly value: ErrorValue;

	constructor(kind: ErrorKind, message: string, facts: ErrorFacts = {}) {
		super(message, facts.cause === undefined ? undefined : {cause: facts.cause});
		const {hint = null, code = null, operation = null, requestId = null, permission = null} = facts;
		this.value = {kind, message, hint, code, operation, requestId, permission};
	}

	get kind(): ErrorKind {
		return this.value.kind;
	}
}
