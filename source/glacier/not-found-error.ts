import {operations} from './glacier.ts';
import {GlacierError} from './glacier-error.ts';
import {actOf, shortId} from './in-words.ts';
import type {Answer} from './service-error.ts';
import type {Failing} from './to-error.ts';

/** What is not there, by what the call named and, where it named several things, by the service's words. */
const missing = (words: string, {takes, region}: Failing): {what: string; hint: string | null} | undefined => {
	if (!('vaultName' in takes)) return undefined;
	const {vaultName} = takes;
	if (/^No inventory is available/i.test(words)) {
		return {
			what: `Vault ${vaultName} has no inventory yet.`,
			hint: 'The service makes the first one about a day after the first upload.',
		};
	}
	const inside = 'archiveId' in takes || 'jobId' in takes || 'uploadId' in takes;
	if (/^Vault not found/i.test(words) || !inside) {
		return {what: `There is no vault ${vaultName} in ${region}.`, hint: 'Names of vaults are case-sensitive.'};
	}
	if ('archiveId' in takes) {
		return {
			what: `Vault ${vaultName} has no archive ${shortId(takes.archiveId)}.`,
			hint: 'It was deleted since the inventory was made, or its id belongs to another vault.',
		};
	}
	if ('jobId' in takes) {
		return {
			what: `Vault ${vaultName} has no job ${shortId(takes.jobId)}.`,
			hint: 'The output of a job goes away about a day after it was ready.',
		};
	}
	return {
		what: `Vault ${vaultName} has no open upload ${shortId(takes.uploadId)}.`,
		hint: 'An upload without activity may be removed after 24 hours.',
	};
};

/** ResourceNotFoundException as a sentence that names the thing. */
export const toNotFoundError = ({code, words, requestId, error}: Answer, failing: Failing): GlacierError => {
	const {what, hint} = missing(words, failing) ?? {what: `Could not ${actOf(failing)}: ${words}`, hint: null};
	return new GlacierError('not-found', what, {
		hint,
		code,
		requestId,
		operation: operations[failing.call],
		cause: error,
	});
};
