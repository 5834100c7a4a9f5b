import type {ByteRange} from '../../model/byte-range.ts';
import {rangeLength} from '../../model/byte-range.ts';
import {mostParts} from '../../model/limits.ts';
import {refuse} from '../errors.ts';
import {operation} from '../operation.ts';
import {header, required} from '../parameters.ts';
import {contentRange, hash, text} from '../requirements.ts';
import {openUploadOf, takePart} from '../world/uploads.ts';

/**
 * PUT multipart-upload (api-upload-part): parts in any order, several at once, the same one again. A short part is taken
 * wherever it stands; only CompleteMultipartUpload can tell whether it is the last.
 */
export const uploadMultipartPart = operation({
	action: 'UploadMultipartPart',
	vault: 'existing',
	body: 'bytes',
	parameters: {
		linear: required(header('x-amz-content-sha256', text)),
		tree: required(header('x-amz-sha256-tree-hash', hash)),
		range: required(header('Content-Range', contentRange)),
	},
	run: async ({world, vault, path, parameters: {range}, request, receive}) => {
		const upload = openUploadOf(world, vault, path.upload!);
		const announced = request.headers['content-length'];
		checkRange(range, upload.part_size);
		if (announced !== undefined) checkLength(range, Number(announced));
		const received = await receive();
		checkLength(range, received.size);
		const slot = range.first / upload.part_size;
		await world.contents.keep(received, (file) => takePart(world, vault, upload.id, slot, received, file));
		return {status: 204, headers: {'x-amz-sha256-tree-hash': received.tree}};
	},
});

const checkRange = (range: ByteRange & {text: string}, partSize: number): void => {
	if (range.first % partSize !== 0) throw refuse.rangeAlignment(range.text, partSize);
	if (rangeLength(range) > partSize) throw refuse.partTooLong(range.text, partSize);
	if (range.first / partSize >= mostParts) throw refuse.tooManyParts(range.text, mostParts);
};

const checkLength = (range: ByteRange & {text: string}, length: number): void => {
	if (rangeLength(range) !== length) throw refuse.rangeAndLength(range.text, length);
};
