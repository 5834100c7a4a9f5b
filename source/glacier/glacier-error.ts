import {type ErrorFacts, type ErrorKind, IceaxeError} from '../model/errors/iceaxe-error.ts';

/**
 * Whether a failed call may be made again.
 *
 * - `safe`: the service cannot have done it: it was never reached, or it refused before it began.
 * - `unsure`: it may have done it and the answer was lost. Only calls that do nothing the second time are made again.
 * - `useless`: the same call will fail the same way.
 */
export type Repeat = 'safe' | 'unsure' | 'useless';

/** A failure of a call to the service. For those above this folder it is an IceaxeError like any other. */
export class GlacierError extends IceaxeError {
	readonly repeat: Repeat;
	/** The service asked for fewer calls. */
	readonly throttled: boolean;

	constructor(kind: ErrorKind, message: string, facts: ErrorFacts & {repeat?: Repeat; throttled?: boolean} = {}) {
		super(kind, message, facts);
		this.repeat = facts.repeat ?? 'useless';
		this.throttled = facts.throttled ?? false;
	}
}
