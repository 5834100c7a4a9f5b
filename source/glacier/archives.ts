import {DeleteArchiveCommand, UploadArchiveCommand} from '@aws-sdk/client-glacier';
import type {Door} from './door.ts';
import type {Glacier} from './glacier.ts';
import {required} from './required.ts';

/** The calls about archives. */
export const archiveCalls = ({client, accountId, send}: Door): Pick<Glacier, 'uploadArchive' | 'deleteArchive'> => ({
	uploadArchive: (takes, signal) =>
		send(
			{call: 'uploadArchive', takes, signal},
			(options, body) =>
				client.send(
					new UploadArchiveCommand({
						accountId,
						vaultName: takes.vaultName,
						archiveDescription: takes.description || undefined,
						checksum: takes.hashes.tree,
						body,
					}),
					options,
				),
			(answer) => ({
				archiveId: required(answer.archiveId, 'x-amz-archive-id'),
				location: required(answer.location, 'Location'),
				treeHash: required(answer.checksum, 'x-amz-sha256-tree-hash'),
			}),
		),
	deleteArchive: (takes, signal) =>
		send(
			{call: 'deleteArchive', takes, signal},
			(options) =>
				client.send(
					new DeleteArchiveCommand({accountId, vaultName: takes.vaultName, archiveId: takes.archiveId}),
					options,
				),
			() => undefined,
		),
});
