import {operation} from '../operation.ts';
import {header, required} from '../parameters.ts';
import {description, partSize} from '../requirements.ts';
import {openUpload} from '../world/uploads.ts';

/** POST multipart-uploads (api-multipart-initiate-upload). */
export const initiateMultipartUpload = operation({
	action: 'InitiateMultipartUpload',
	vault: 'existing',
	parameters: {
		partSize: required(header('x-amz-part-size', partSize)),
		description: header('x-amz-archive-description', description),
	},
	run: ({world, vault, realm, parameters: {partSize, description}}) => {
		const id = openUpload(world, vault, partSize, description);
		return {
			status: 201,
			headers: {
				Location: `/${realm.account}/vaults/${vault.name}/multipart-uploads/${id}`,
				'x-amz-multipart-upload-id': id,
			},
		};
	},
});
