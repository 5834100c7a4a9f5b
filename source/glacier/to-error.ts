import {cancelled, isAbort, toErrorValue} from '../model/errors/errors.ts';
import {IceaxeError} from '../model/errors/iceaxe-error.ts';
import type {Redact} from '../platform/redact.ts';
import type {Calling} from './around.ts';
import {operations} from './glacier.ts';
import {GlacierError} from './glacier-error.ts';
import {toNetworkError} from './network-error.ts';
import {toServiceError} from './service-error.ts';

/** Where and by whom a call was made, as far as a sentence needs it. */
export type Failing = Calling & {
	region: string;
	/** The host that was called. */
	host: string;
	/** The AWS profile in use. */
	profile: string | null;
	/** Nothing of the service's words reaches an error without it. */
	redact: Redact;
};

/** What the SDK puts on the errors it throws. */
export type SdkError = Error & {
	code?: string;
	$metadata?: {httpStatusCode?: number; requestId?: string};
	$response?: {headers?: Record<string, string>};
};

/** Every failure of a call as an IceaxeError: what the service said, what the network did, or what we threw ourselves on the way. */
export const toError = (error: unknown, failing: Failing): IceaxeError => {
	if (error instanceof IceaxeError) return error;
	if (isAbort(error)) return cancelled();
	const sdkError = error as SdkError;
	const operation = operations[failing.call];
	// An answer has a status. The SDK puts $metadata on network errors too, without one.
	if (sdkError.$metadata?.httpStatusCode) return toServiceError(sdkError, failing);
	if (sdkError.code === 'ERR_INVALID_CHAR') {
		return new GlacierError('invalid-input', 'The request holds a character that no header can carry.', {
			operation,
			cause: error,
		});
	}
	const {kind, message, hint, code} = toErrorValue(error);
	if (kind !== 'bug') return new GlacierError(kind, message, {hint, code, operation, cause: error});
	return (
		toNetworkError(sdkError, failing) ??
		new GlacierError('bug', failing.redact(message), {hint, code, operation, cause: error})
	);
};
