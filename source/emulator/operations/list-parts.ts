import {chunkRange, rangeText} from '../../model/byte-range.ts';
import {partsPerPage} from '../../model/limits.ts';
import {timestamp} from '../../model/timestamp.ts';
import {operation} from '../operation.ts';
import {query, withDefault} from '../parameters.ts';
import {numberMarker, pageSize, writeNumberMarker} from '../requirements.ts';
import {openUploadOf, partsFrom} from '../world/uploads.ts';
import {arnOf} from '../world/vaults.ts';

/** GET multipart-upload (api-multipart-list-parts): the parts that have arrived whole, by range. */
export const listParts = operation({
	action: 'ListParts',
	vault: 'existing',
	parameters: {
		limit: withDefault(query('limit', pageSize(partsPerPage)), partsPerPage),
		marker: withDefault(query('marker', numberMarker), 0),
	},
	run: ({world, vault, path, parameters: {limit, marker}}) => {
		const upload = openUploadOf(world, vault, path.upload!);
		const parts = partsFrom(world, upload, marker, limit + 1);
		const next = parts[limit];
		return {
			status: 200,
			json: {
				ArchiveDescription: upload.description,
				CreationDate: timestamp(upload.created),
				Marker: next ? writeNumberMarker(next.slot) : null,
				MultipartUploadId: upload.id,
				PartSizeInBytes: upload.part_size,
				Parts: parts.slice(0, limit).map(({slot, size, tree_hash}) => ({
					RangeInBytes: rangeText(chunkRange(slot, upload.part_size, slot * upload.part_size + size)),
					SHA256TreeHash: tree_hash,
				})),
				VaultARN: arnOf(vault),
			},
		};
	},
});
