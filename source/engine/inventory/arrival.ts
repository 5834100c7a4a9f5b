import {countedText, dayText, momentText} from '../../model/format.ts';
import type {Inventory} from '../../model/inventory.ts';
import type {Timestamp} from '../../model/timestamp.ts';

/**
 * That an inventory is in the catalog, of when it is, and whether that is any newer than the one before: the service makes one a day at most,
 * and a job gives the last that there is.
 */
export const arrivalText = (
	{vaultName, inventoryDate, archives, malformed}: Inventory,
	before: Timestamp | null,
): string => {
	const unread = malformed > 0 ? `; ${countedText(malformed, 'row')} could not be read` : '';
	const holds = `${countedText(archives, 'archive')}${unread}.`;
	if (inventoryDate !== null && inventoryDate === before) {
		return `The inventory of ${vaultName} is still that of ${momentText(inventoryDate)}; the service has no newer one: ${holds}`;
	}
	const of = inventoryDate === null ? '' : `, of ${dayText(inventoryDate)}`;
	return `The inventory of ${vaultName} is here${of}: ${holds}`;
};
