import type {VaultShare} from '../../catalog/catalog.ts';
import type {Breakdown, Share} from '../../model/breakdown.ts';
import {storagePerMonth} from '../../model/prices/cost.ts';
import {type Context, serviceNow} from '../context.ts';

/** What `inventory.breakdown` promises. */
export const breakdownOf = async (context: Context, {vaultName}: {vaultName: string}): Promise<Breakdown | null> => {
	const {catalog, account} = context;
	if (!(await catalog.inventories.summary(vaultName))) return null;
	const {byFolder, byAge, byFormat} = await catalog.archives.breakdown(vaultName, serviceNow(context));
	const priced = (shares: readonly VaultShare[]): Share[] =>
		shares.map((share) => ({
			...share,
			monthly: storagePerMonth(share.bytes, share.archives, account.region)?.total ?? null,
		}));
	return {byFolder: priced(byFolder), byAge: priced(byAge), byFormat: priced(byFormat)};
};
