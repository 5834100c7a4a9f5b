import {
	AbortMultipartUploadCommand,
	CompleteMultipartUploadCommand,
	InitiateMultipartUploadCommand,
	ListMultipartUploadsCommand,
	ListPartsCommand,
	type PartListElement,
	type UploadListElement,
	UploadMultipartPartCommand,
} from '@aws-sdk/client-glacier';
import {parseRange, rangeText} from '../model/byte-range.ts';
import {partsPerPage, uploadsPerPage} from '../model/limits.ts';
import type {Door} from './door.ts';
import type {AcceptedPart, Glacier, OpenUpload} from './glacier.ts';
import {required} from './required.ts';

const toOpenUpload = (upload: UploadListElement): OpenUpload => ({
	uploadId: required(upload.MultipartUploadId, 'MultipartUploadId'),
	description: upload.ArchiveDescription ?? '',
	partSize: required(upload.PartSizeInBytes, 'PartSizeInBytes'),
	created: required(upload.CreationDate, 'CreationDate'),
});

const toAcceptedPart = (part: PartListElement): AcceptedPart => ({
	range: required(parseRange(part.RangeInBytes ?? ''), 'RangeInBytes'),
	treeHash: required(part.SHA256TreeHash, 'SHA256TreeHash'),
});

type UploadCalls = Pick<
	Glacier,
	'initiateUpload' | 'uploadPart' | 'completeUpload' | 'abortUpload' | 'listUploads' | 'listParts'
>;

/** The calls about multipart uploads. */
export const uploadCalls = ({client, accountId, send}: Door): UploadCalls => ({
	initiateUpload: (takes, signal) =>
		send(
			{call: 'initiateUpload', takes, signal},
			(options) =>
				client.send(
					new InitiateMultipartUploadCommand({
						accountId,
						vaultName: takes.vaultName,
						archiveDescription: takes.description || undefined,
						partSize: String(takes.partSize),
					}),
					options,
				),
			(answer) => ({uploadId: required(answer.uploadId, 'x-amz-multipart-upload-id')}),
		),
	uploadPart: (takes, signal) =>
		send(
			{call: 'uploadPart', takes, signal},
			(options, body) =>
				client.send(
					new UploadMultipartPartCommand({
						accountId,
						vaultName: takes.vaultName,
						uploadId: takes.uploadId,
						range: `bytes ${rangeText(takes.range)}/*`,
						checksum: takes.hashes.tree,
						body,
					}),
					options,
				),
			(answer) => ({treeHash: required(answer.checksum, 'x-amz-sha256-tree-hash')}),
		),
	completeUpload: (takes, signal) =>
		send(
			{call: 'completeUpload', takes, signal},
			(options) =>
				client.send(
					new CompleteMultipartUploadCommand({
						accountId,
						vaultName: takes.vaultName,
						uploadId: takes.uploadId,
						archiveSize: String(takes.size),
						checksum: takes.treeHash,
					}),
					options,
				),
			(answer) => ({
				archiveId: required(answer.archiveId, 'x-amz-archive-id'),
				location: required(answer.location, 'Location'),
			}),
		),
	abortUpload: (takes, signal) =>
		send(
			{call: 'abortUpload', takes, signal},
			(options) =>
				client.send(
					new AbortMultipartUploadCommand({accountId, vaultName: takes.vaultName, uploadId: takes.uploadId}),
					options,
				),
			() => undefined,
		),
	listUploads: (takes, signal) =>
		send(
			{call: 'listUploads', takes, signal},
			(options) =>
				client.send(
					new ListMultipartUploadsCommand({
						accountId,
						vaultName: takes.vaultName,
						limit: uploadsPerPage,
						marker: takes.marker ?? undefined,
					}),
					options,
				),
			(answer) => ({items: (answer.UploadsList ?? []).map(toOpenUpload), marker: answer.Marker ?? null}),
		),
	listParts: (takes, signal) =>
		send(
			{call: 'listParts', takes, signal},
			(options) =>
				client.send(
					new ListPartsCommand({
						accountId,
						vaultName: takes.vaultName,
						uploadId: takes.uploadId,
						limit: partsPerPage,
						marker: takes.marker ?? undefined,
					}),
					options,
				),
			(answer) => ({items: (answer.Parts ?? []).map(toAcceptedPart), marker: answer.Marker ?? null}),
		),
});
