import {ageText, bytesText, countText, dollarsText, momentText} from '../../../model/format.ts';
import {displayText} from '../../../model/names/display-text.ts';
import {storagePerMonth} from '../../../model/prices/cost.ts';
import {milliseconds, type Timestamp} from '../../../model/timestamp.ts';
import {inventoryOf, vaultNamed} from '../../../store/selectors.ts';
import type {State} from '../../../store/state.ts';
import type {Fact} from '../../components/table/facts-table.tsx';
import {progressOf} from '../../panes/inventory/model.ts';

/** `2026-11-22 09:20, 31 h ago`. */
export const whenText = (moment: Timestamp | null, now: number, never: string): string =>
	moment === null ? never : `${momentText(moment)}, ${ageText(now - milliseconds(moment))} ago`;

/** What is known of a vault. */
export const vaultFacts = (state: State, vaultName: string, now: number): Fact[] => {
	const vault = vaultNamed(state, vaultName);
	if (!vault) return [{name: 'name', value: displayText(vaultName)}];
	const {inventory: known, progress = null} = inventoryOf(state, vaultName) ?? {};
	const noInventory = progress === null ? 'none yet: i asks for one' : `none yet, ${progressOf(progress, now)}`;
	const month = state.account ? storagePerMonth(vault.sizeInBytes, 0, state.account.region) : null;
	const denied = state.rights.filter((right) => !right.allowed && (right.vaultName ?? vaultName) === vaultName);
	return [
		{name: 'name', value: displayText(vault.vaultName), tone: 'strong'},
		{name: 'ARN', value: displayText(vault.vaultArn)},
		{name: 'created', value: whenText(vault.creationDate, now, '–')},
		{name: 'counted by AWS', value: whenText(vault.lastInventoryDate, now, 'not yet')},
		{name: 'archives', value: countText(vault.lastInventoryDate ? vault.numberOfArchives : null)},
		{name: 'size', value: bytesText(vault.lastInventoryDate ? vault.sizeInBytes : null)},
		{name: 'storage a month', value: vault.lastInventoryDate && month ? dollarsText(month.total) : '–'},
		{name: 'inventory here', value: whenText(known?.inventoryDate ?? null, now, noInventory)},
		...(known
			? [
					{name: 'fetched', value: whenText(known.importedAt, now, '–')},
					{name: 'rows here', value: `${countText(known.archives)}, ${bytesText(known.bytes)}`},
					{
						name: 'ours since',
						value: `${countText(known.uploadedSince)} uploaded, ${countText(known.deletedSince)} deleted`,
					},
				]
			: []),
		...(known && known.malformed > 0
			? [{name: 'unreadable rows', value: countText(known.malformed), tone: 'failed' as const}]
			: []),
		...(denied.length > 0
			? [{name: 'denied', value: denied.map(({permission}) => permission.replace('glacier:', '')).join(', ')}]
			: []),
	];
};
