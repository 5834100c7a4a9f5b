import {operation} from '../operation.ts';
import {abortUpload} from '../world/uploads.ts';

/** DELETE multipart-upload (api-multipart-abort-upload). Repeating it is harmless for a day; a completed upload cannot be aborted. */
export const abortMultipartUpload = operation({
	action: 'AbortMultipartUpload',
	vault: 'existing',
	parameters: {},
	run: ({world, vault, path}) => {
		abortUpload(world, vault, path.upload!);
		return {status: 204};
	},
});
