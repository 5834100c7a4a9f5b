import {type BackupCalendar, backupCalendar, calendarDays, firstDay} from '../../model/calendar.ts';
import type {Requests} from '../../model/requests.ts';
import type {Context} from '../context.ts';

/** What `inventory.calendar` promises. */
export const calendarOf = async (
	{catalog, serviceClock}: Context,
	{vaultName, below, maxAgeSeconds}: Requests['inventory.calendar']['takes'],
): Promise<BackupCalendar | null> => {
	const inventory = await catalog.inventories.summary(vaultName);
	if (!inventory) return null;
	const now = serviceClock.now();
	// A folder may be given with a slash at its end, or as the root.
	const folder = below?.replace(/^\/+|\/+$/g, '') || null;
	const uploads = await catalog.archives.uploadDays(vaultName, {
		below: folder,
		from: firstDay(now),
		days: calendarDays,
	});
	const about = {vaultName, below: folder, inventoryDate: inventory.inventoryDate};
	return backupCalendar(about, uploads, {now, maxAgeSeconds: maxAgeSeconds ?? null});
};
