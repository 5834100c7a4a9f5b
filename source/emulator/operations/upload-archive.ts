import {largestSingleUpload} from '../../model/limits.ts';
import {refuse} from '../errors.ts';
import {operation} from '../operation.ts';
import {header, required, withDefault} from '../parameters.ts';
import {description, hash, text} from '../requirements.ts';
import {addArchive, addContent} from '../world/archives.ts';
import {stillThere} from '../world/vaults.ts';
import {transaction} from '../world/world.ts';

/** POST archive (api-archive-post): 1 byte to 4 GiB in one request. Each upload makes a new archive, equal bytes or not. */
export const uploadArchive = operation({
	action: 'UploadArchive',
	vault: 'existing',
	body: 'bytes',
	parameters: {
		linear: required(header('x-amz-content-sha256', text)),
		tree: required(header('x-amz-sha256-tree-hash', hash)),
		length: required(header('Content-Length', text)),
		description: withDefault(header('x-amz-archive-description', description), ''),
	},
	run: async ({world, vault, realm, parameters, receive}) => {
		const length = Number(parameters.length);
		if (!(length >= 1 && length <= largestSingleUpload)) throw refuse.contentLength(parameters.length);
		const received = await receive();
		const id = await world.contents.keep(received, (file) =>
			transaction(world, () =>
				addArchive(world, stillThere(world, vault), {
					description: parameters.description,
					size: received.size,
					treeHash: received.tree,
					content: addContent(world, received, file),
					partSize: received.size,
				}),
			),
		);
		return {
			status: 201,
			headers: {
				Location: `/${realm.account}/vaults/${vault.name}/archives/${id}`,
				'x-amz-archive-id': id,
				'x-amz-sha256-tree-hash': received.tree,
			},
		};
	},
});
