import type {AnyOperation} from './operation.ts';
import {abortMultipartUpload} from './operations/abort-multipart-upload.ts';
import {completeMultipartUpload} from './operations/complete-multipart-upload.ts';
import {createVault} from './operations/create-vault.ts';
import {deleteArchive} from './operations/delete-archive.ts';
import {deleteVault} from './operations/delete-vault.ts';
import {describeJob} from './operations/describe-job.ts';
import {describeVault} from './operations/describe-vault.ts';
import {getJobOutput} from './operations/get-job-output.ts';
import {initiateJob} from './operations/initiate-job.ts';
import {initiateMultipartUpload} from './operations/initiate-multipart-upload.ts';
import {listJobs} from './operations/list-jobs.ts';
import {listMultipartUploads} from './operations/list-multipart-uploads.ts';
import {listParts} from './operations/list-parts.ts';
import {listVaults} from './operations/list-vaults.ts';
import {uploadArchive} from './operations/upload-archive.ts';
import {uploadMultipartPart} from './operations/upload-multipart-part.ts';

/** Where an operation is found: method, path with the names of its variable segments, and for tags a word in the query. */
type Route = [method: string, pattern: string, operation: AnyOperation];

const vault = '/:account/vaults/:vault';

/** The API (amazon-glacier-api), one row for each operation. */
export const routes: readonly Route[] = [
	['GET', '/:account/vaults', listVaults],
	['PUT', vault, createVault],
	['GET', vault, describeVault],
	['DELETE', vault, deleteVault],

	['POST', `${vault}/archives`, uploadArchive],
	['DELETE', `${vault}/archives/:archive`, deleteArchive],

	['POST', `${vault}/multipart-uploads`, initiateMultipartUpload],
	['GET', `${vault}/multipart-uploads`, listMultipartUploads],
	['PUT', `${vault}/multipart-uploads/:upload`, uploadMultipartPart],
	['POST', `${vault}/multipart-uploads/:upload`, completeMultipartUpload],
	['GET', `${vault}/multipart-uploads/:upload`, listParts],
	['DELETE', `${vault}/multipart-uploads/:upload`, abortMultipartUpload],

	['POST', `${vault}/jobs`, initiateJob],
	['GET', `${vault}/jobs`, listJobs],
	['GET', `${vault}/jobs/:job`, describeJob],
	['GET', `${vault}/jobs/:job/output`, getJobOutput],
];

/** What a request asks for. */
export type Match = {operation: AnyOperation; path: Record<string, string>};

const table = routes.map(([method, pattern, operation]) => {
	const [path = '', query] = pattern.split('?');
	return {method, segments: path.split('/'), query, operation};
});

/** Finds the operation for a method and a target as it was sent; `undefined` when there is none. */
export const matchRoute = (method: string, path: string, query: string): Match | undefined => {
	const given = path.split('/');
	for (const route of table) {
		if (route.method !== method || route.segments.length !== given.length) continue;
		if (route.query !== undefined && !query.split('&').includes(route.query)) continue;
		const variables = matchSegments(route.segments, given);
		if (variables) return {operation: route.operation, path: variables};
	}
	return undefined;
};

const matchSegments = (pattern: string[], given: string[]): Record<string, string> | undefined => {
	const variables: Record<string, string> = {};
	for (const [i, segment] of pattern.entries()) {
		if (segment.startsWith(':')) variables[segment.slice(1)] = decode(given[i]!);
		else if (segment !== given[i]) return undefined;
	}
	return variables;
};

const decode = (segment: string): string => {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
};
