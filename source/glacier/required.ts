import {GlacierError} from './glacier-error.ts';

/**
 * A field that every answer has.
 * @throws IceaxeError `service` when it is missing: what answered is not the service that we know.
 */
export const required = <T>(value: T | null | undefined, name: string): T => {
	if (value !== undefined && value !== null) return value;
	throw new GlacierError('service', `The answer of the service has no ${name}.`, {
		hint: 'Is the endpoint another service?',
	});
};
