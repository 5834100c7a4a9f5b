import {mismatch, notFound} from '../../model/errors/errors.ts';
import type {ExportPlace, ExportPortion, Inventory} from '../../model/inventory.ts';
import type {InventoryFormat} from '../../model/inventory-parser/inventory-parser.ts';
import {
	inventoryCsvHeader,
	inventoryCsvRow,
	inventoryJsonHead,
	inventoryJsonRow,
	inventoryJsonTail,
} from '../../model/inventory-parser/inventory-writer.ts';
import {vaultArn} from '../../model/vault.ts';
import {writeNewFile} from '../../platform/new-file.ts';
import {type Context, serviceNow} from '../context.ts';

/** Archives of a portion: in the order of their names, in which the catalog reads quickest, a few megabytes of text at most. */
const portionSize = 2000;

const headOf = async (
	context: Context,
	{vaultName, inventoryDate}: Inventory,
	format: InventoryFormat,
): Promise<string> => {
	if (format === 'CSV') return inventoryCsvHeader;
	const {catalog, account} = context;
	const vault = (await catalog.vaults.list()).find((known) => known.vaultName === vaultName);
	const arn = vault?.vaultArn ?? vaultArn(account.region, account.accountId, vaultName);
	// Without an inventory all rows are uploads of ours, and true now.
	return inventoryJsonHead(arn, inventoryDate ?? serviceNow(context));
};

/** What `inventory.export-portion` promises. */
export const exportPortion = async (
	context: Context,
	takes: {vaultName: string; format: InventoryFormat; place: ExportPlace | null},
): Promise<ExportPortion> => {
	const {archives: rowsOf, inventories} = context.catalog;
	const {vaultName, format, place} = takes;
	const inventory = await inventories.summary(vaultName);
	if (!inventory) throw notFound(`The catalog holds no inventory of ${vaultName}.`, 'Refresh it first.');
	const {offset, archives, state} = place ?? {offset: 0, archives: 0, state: JSON.stringify(inventory)};
	const sort = {by: 'name', descending: false} as const;
	const {rows, total} = await rowsOf.window({vaultName, filter: '', sort, offset, limit: portionSize});
	// Portions of two states do not fit together: a row could be missing or be there twice.
	const after = JSON.stringify(await inventories.summary(vaultName));
	if (JSON.stringify(inventory) !== state || after !== state) {
		throw mismatch(`The inventory of ${vaultName} changed while it was exported.`, 'Export it again.');
	}
	const there = rows.filter(({newness}) => newness !== 'deleted-since');
	const end = offset + rows.length;
	const isLast = end >= total || rows.length === 0;
	const comma = archives > 0 && there.length > 0 ? ',' : '';
	const written =
		format === 'CSV' ? there.map(inventoryCsvRow).join('') : comma + there.map(inventoryJsonRow).join(',');
	const tail = isLast && format === 'JSON' ? `${inventoryJsonTail}\n` : '';
	return {
		text: (place ? '' : await headOf(context, inventory, format)) + written + tail,
		archives: there.length,
		next: isLast ? null : {offset: end, archives: archives + there.length, state},
	};
};

/** What `inventory.export` promises. */
export const exportInventory = async (
	context: Context,
	{vaultName, format, path}: {vaultName: string; format: InventoryFormat; path: string},
	signal: AbortSignal,
): Promise<{archives: number; bytes: number}> => {
	let archives = 0;
	const portions = async function* () {
		let place: ExportPlace | null = null;
		do {
			signal.throwIfAborted();
			const portion: ExportPortion = await exportPortion(context, {vaultName, format, place});
			archives += portion.archives;
			yield portion.text;
			place = portion.next;
		} while (place);
	};
	const bytes = await writeNewFile(path, context.makeId(), portions());
	return {archives, bytes};
};
