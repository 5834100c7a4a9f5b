import {uploadsPerPage} from '../../model/limits.ts';
import {timestamp} from '../../model/timestamp.ts';
import {operation} from '../operation.ts';
import {query, withDefault} from '../parameters.ts';
import {numberMarker, pageSize, writeNumberMarker} from '../requirements.ts';
import {uploadsFrom} from '../world/uploads.ts';
import {arnOf} from '../world/vaults.ts';

/** GET multipart-uploads (api-multipart-list-uploads): the open ones. */
export const listMultipartUploads = operation({
	action: 'ListMultipartUploads',
	vault: 'existing',
	parameters: {
		limit: withDefault(query('limit', pageSize(uploadsPerPage)), uploadsPerPage),
		marker: withDefault(query('marker', numberMarker), 0),
	},
	run: ({world, vault, parameters: {limit, marker}}) => {
		const uploads = uploadsFrom(world, vault, marker, limit + 1);
		const next = uploads[limit];
		return {
			status: 200,
			json: {
				Marker: next ? writeNumberMarker(next.number) : null,
				UploadsList: uploads.slice(0, limit).map((upload) => ({
					ArchiveDescription: upload.description,
					CreationDate: timestamp(upload.created),
					MultipartUploadId: upload.id,
					PartSizeInBytes: upload.part_size,
					VaultARN: arnOf(vault),
				})),
			},
		};
	},
});
