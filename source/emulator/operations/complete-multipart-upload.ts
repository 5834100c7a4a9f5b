import {largestArchive} from '../../model/limits.ts';
import {operation} from '../operation.ts';
import {header, required} from '../parameters.ts';
import {hash, wholeNumber} from '../requirements.ts';
import {completeUpload} from '../world/uploads.ts';

/**
 * POST multipart-upload (api-multipart-complete-upload): no gaps, only the last part short, size and tree hash as sent.
 * After a refusal the upload is still open. Repeating it gives the same archive for a day.
 */
export const completeMultipartUpload = operation({
	action: 'CompleteMultipartUpload',
	vault: 'existing',
	parameters: {
		size: required(header('x-amz-archive-size', wholeNumber(1, largestArchive))),
		tree: required(header('x-amz-sha256-tree-hash', hash)),
	},
	run: ({world, vault, realm, path, parameters: {size, tree}}) => {
		const id = completeUpload(world, vault, path.upload!, size, tree);
		return {
			status: 201,
			headers: {
				Location: `/${realm.account}/vaults/${vault.name}/archives/${id}`,
				'x-amz-archive-id': id,
				'x-amz-sha256-tree-hash': tree,
			},
		};
	},
});
