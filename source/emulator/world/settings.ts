const minute = 60_000;
const hour = 60 * minute;

/** What can be set about the service's behaviour; times are milliseconds of the service's clock. */
export type Settings = {
	/** How long jobs take, for each tier and for inventories. */
	delays: {Expedited: number; Standard: number; Bulk: number; Inventory: number};
	/** How often a vault that changed is inventoried. */
	inventoryCycle: number;
	/** Whether an inventory is made after each change. */
	instantInventory: boolean;
	/** Whether an inventory job for a vault without an inventory gives an empty list instead of an error. */
	emptyInventories: boolean;
	/** Whether expedited retrievals find capacity without provisioned units. */
	expeditedCapacity: boolean;
	/** Requests for each second of real time, and how many may come at once; `undefined`: as many as you like. */
	requestRate?: {perSecond: number; burst: number; operations?: string[]} | undefined;
	/** Milliseconds of real time without a byte after which an upload is too slow. */
	idleBody: number;
	/** Whether the account counts as one that holds no Glacier storage. */
	noLongerSupported: boolean;
	/** Where notifications are posted to, besides the outbox. */
	notificationUrl?: string | undefined;
};

/** What the service does unless told otherwise: a retrieval's usual time for its tier (downloading-an-archive-two-steps). */
export const defaultSettings: Settings = {
	delays: {Expedited: 3 * minute, Standard: 4 * hour, Bulk: 8 * hour, Inventory: 4 * hour},
	inventoryCycle: 24 * hour,
	instantInventory: false,
	emptyInventories: false,
	expeditedCapacity: true,
	idleBody: minute,
	noLongerSupported: false,
};
