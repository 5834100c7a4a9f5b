import {notFound} from '../model/errors/errors.ts';
import type {IceaxeError} from '../model/errors/iceaxe-error.ts';
import {countedText, momentText} from '../model/format.ts';
import type {Inventory} from '../model/inventory.ts';

/** How old the list is, which is what one must know of it first. */
export const ageSentence = ({vaultName, inventoryDate, uploadedSince, deletedSince}: Inventory): string => {
	if (inventoryDate === null) return `No inventory of ${vaultName} was fetched yet: these are uploads of ours.`;
	const since = [
		uploadedSince > 0 ? `${countedText(uploadedSince, 'upload')} of ours since` : '',
		deletedSince > 0 ? `${countedText(deletedSince, 'delete')} of ours since` : '',
	].filter((part) => part !== '');
	return `${[`Inventory of ${momentText(inventoryDate)}`, ...since].join(', ')}.`;
};

/** For a vault of which the catalog has neither an inventory nor an upload of ours. */
export const nothingKnown = (vaultName: string): IceaxeError =>
	notFound(
		`The catalog holds no inventory of ${vaultName}.`,
		'Refresh it first: on the command line `inventory refresh --wait`.',
	);
