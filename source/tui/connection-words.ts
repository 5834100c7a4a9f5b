import type {ErrorValue} from '../model/errors/iceaxe-error.ts';

/** Whether the service has seen credentials and did not accept them. */
export const isRefused = ({kind, requestId}: Pick<ErrorValue, 'kind' | 'requestId'>): boolean =>
	kind === 'credentials' && requestId !== null;

/**
 * Why nobody signs what iceaxe asks, in two words. Credentials that were refused are there: whoever reads that there are none looks in the
 * wrong place.
 */
export const unsignedWords = (error: Pick<ErrorValue, 'kind' | 'code' | 'requestId'> | null): string => {
	if (error === null) return 'no credentials';
	if (error.kind !== 'credentials') return 'not connected';
	if (error.code === 'SESSION_ENDED') return 'signed out';
	return isRefused(error) ? 'credentials refused' : 'no credentials';
};
