import {decodeDescription} from '../../model/descriptions/descriptions.ts';
import {knownSize, type Transfer} from '../../model/transfer.ts';
import {type Context, serviceNow} from '../context.ts';

/** Writes a finished upload into the catalog, so that it is seen before an inventory names it. Doing it twice changes nothing. */
export const recordUpload = async (context: Context, transfer: Transfer): Promise<void> => {
	const {vaultName, archiveId, description, treeHash} = transfer;
	const {name, modified, format, badges} = decodeDescription(description, archiveId!);
	await context.catalog.archives.recordUpload(vaultName, {
		archiveId: archiveId!,
		name,
		description,
		size: knownSize(transfer),
		created: serviceNow(context),
		treeHash: treeHash!,
		modified,
		format,
		compressed: badges.compressed,
		encrypted: badges.encrypted,
	});
	await context.news.changed(vaultName);
};
