import type {PolicyDocument} from '../authorization/policy.ts';
import {arn} from '../world/vaults.ts';
import type {Realm} from '../world/world.ts';

const allow = (actions: string[], resource: string): PolicyDocument => ({
	Version: '2012-10-17',
	Statement: [{Effect: 'Allow', Action: actions.map((action) => `glacier:${action}`), Resource: resource}],
});

/** Uploading and resuming in any vault, and nothing else: neither lists, nor reads back, nor deletes. */
export const backupWriter = (realm: Realm): PolicyDocument =>
	allow(
		[
			'UploadArchive',
			'InitiateMultipartUpload',
			'UploadMultipartPart',
			'ListParts',
			'ListMultipartUploads',
			'CompleteMultipartUpload',
			'AbortMultipartUpload',
			'DescribeVault',
		],
		arn(realm, 'vaults/*'),
	);

/** Inventories, retrievals and downloads from any vault whose name is known: cannot even list the vaults. */
export const backupReader = (realm: Realm): PolicyDocument =>
	allow(['InitiateJob', 'DescribeJob', 'ListJobs', 'GetJobOutput', 'DescribeVault'], arn(realm, 'vaults/*'));

/** AmazonGlacierReadOnlyAccess, as AWS manages it. */
export const readOnlyAccess: PolicyDocument = allow(
	[
		'DescribeJob',
		'DescribeVault',
		'GetDataRetrievalPolicy',
		'GetJobOutput',
		'GetVaultAccessPolicy',
		'GetVaultLock',
		'GetVaultNotifications',
		'ListJobs',
		'ListMultipartUploads',
		'ListParts',
		'ListTagsForVault',
		'ListVaults',
	],
	'*',
);

/** AmazonGlacierFullAccess, as AWS manages it. */
export const fullAccess: PolicyDocument = allow(['*'], '*');
