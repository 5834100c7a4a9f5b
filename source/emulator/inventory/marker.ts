import type {Key} from './row-source.ts';

/** Where the next page of an inventory starts, and of which inventory: its last change and its date. */
export type InventoryMarker = {change: number; date: number; after: Key};

/** A marker as text, which nobody but the service need understand. */
export const writeMarker = ({change, date, after}: InventoryMarker): string =>
	Buffer.from(`${change}.${date}.${after.created}.${after.id}`).toString('base64url');

/** The inverse of {@link writeMarker}; `undefined` for any other text. */
export const readMarker = (marker: string): InventoryMarker | undefined => {
	const text = Buffer.from(marker, 'base64url').toString('latin1');
	const [, change, date, created, id] = /^(\d+)\.(\d+)\.(-?\d+)\.([A-Za-z0-9_-]+)$/.exec(text) ?? [];
	return id === undefined
		? undefined
		: {change: Number(change), date: Number(date), after: {created: Number(created), id}};
};
