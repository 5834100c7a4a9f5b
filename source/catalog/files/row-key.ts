/** What orders rows: by name, then newest first, then by id. No two rows have the same. */
export type RowKey = {
	name: string;
	/** Milliseconds since 1970. */
	created: number;
	archiveId: string;
};

/** In UTF-16 the surrogates of what is beyond 0xFFFF come before 0xE000; this puts them behind, as in UTF-8. */
const inCodePointOrder = (unit: number): number =>
	unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800;

/** Compares names as their UTF-8 bytes compare. */
export const compareNames = (a: string, b: string): number => {
	if (a === b) return 0;
	const length = Math.min(a.length, b.length);
	for (let i = 0; i < length; i++) {
		const unitA = a.charCodeAt(i);
		const unitB = b.charCodeAt(i);
		if (unitA !== unitB) return inCodePointOrder(unitA) - inCodePointOrder(unitB);
	}
	return a.length - b.length;
};

/** Compares two rows by name, then newest first, then by id. */
export const compareKeys = (a: RowKey, b: RowKey): number =>
	compareNames(a.name, b.name) || b.created - a.created || compareNames(a.archiveId, b.archiveId);
