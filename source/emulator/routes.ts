import type {AnyOperation} from './operation.ts';
import {abortMultipartUpload} from './operations/abort-multipart-upload.ts';
import {abortVaultLock} from './operations/abort-vault-lock.ts';
import {addTagsToVault} from './operations/add-tags-to-vault.ts';
import {completeMultipartUpload} from './operations/complete-multipart-upload.ts';
import {completeVaultLock} from './operations/complete-vault-lock.ts';
import {createVault} from './operations/create-vault.ts';
import {deleteArchive} from './operations/delete-archive.ts';
import {deleteVault} from './operations/delete-vault.ts';
import {deleteVaultAccessPolicy} from './operations/delete-vault-access-policy.ts';
import {deleteVaultNotifications} from './operations/delete-vault-notifications.ts';
import {describeJob} from './operations/describe-job.ts';
import {describeVault} from './operations/describe-vault.ts';
import {getDataRetrievalPolicy} from './operations/get-data-retrieval-policy.ts';
import {getJobOutput} from './operations/get-job-output.ts';
import {getVaultAccessPolicy} from './operations/get-vault-access-policy.ts';
import {getVaultLock} from './operations/get-vault-lock.ts';
import {getVaultNotifications} from './operations/get-vault-notifications.ts';
import {initiateJob} from './operations/initiate-job.ts';
import {initiateMultipartUpload} from './operations/initiate-multipart-upload.ts';
import {initiateVaultLock} from './operations/initiate-vault-lock.ts';
import {listJobs} from './operations/list-jobs.ts';
import {listMultipartUploads} from './operations/list-multipart-uploads.ts';
import {listParts} from './operations/list-parts.ts';
import {listProvisionedCapacity} from './operations/list-provisioned-capacity.ts';
import {listTagsForVault} from './operations/list-tags-for-vault.ts';
import {listVaults} from './operations/list-vaults.ts';
import {purchaseProvisionedCapacity} from './operations/purchase-provisioned-capacity.ts';
import {removeTagsFromVault} from './operations/remove-tags-from-vault.ts';
import {setDataRetrievalPolicy} from './operations/set-data-retrieval-policy.ts';
import {setVaultAccessPolicy} from './operations/set-vault-access-policy.ts';
import {setVaultNotifications} from './operations/set-vault-notifications.ts';
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

	['PUT', `${vault}/notification-configuration`, setVaultNotifications],
	['GET', `${vault}/notification-configuration`, getVaultNotifications],
	['DELETE', `${vault}/notification-configuration`, deleteVaultNotifications],

	['PUT', `${vault}/access-policy`, setVaultAccessPolicy],
	['GET', `${vault}/access-policy`, getVaultAccessPolicy],
	['DELETE', `${vault}/access-policy`, deleteVaultAccessPolicy],

	['POST', `${vault}/lock-policy`, initiateVaultLock],
	['GET', `${vault}/lock-policy`, getVaultLock],
	['DELETE', `${vault}/lock-policy`, abortVaultLock],
	['POST', `${vault}/lock-policy/:lock`, completeVaultLock],

	['GET', `${vault}/tags`, listTagsForVault],
	['POST', `${vault}/tags?operation=add`, addTagsToVault],
	['POST', `${vault}/tags?operation=remove`, removeTagsFromVault],

	['GET', '/:account/policies/data-retrieval', getDataRetrievalPolicy],
	['PUT', '/:account/policies/data-retrieval', setDataRetrievalPolicy],
	['GET', '/:account/provisioned-capacity', listProvisionedCapacity],
	['POST', '/:account/provisioned-capacity', purchaseProvisionedCapacity],
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
