/** An archive as an inventory lists it. */
export type InventoryRow = {id: string; description: string; created: string; size: number; treeHash: string};

/** The two forms of an inventory. */
export type InventoryFormat = 'JSON' | 'CSV';

/** A row with the comma that stands between it and the row before it. */
const jsonRow = (row: InventoryRow): string =>
	`,{"ArchiveId":"${row.id}","ArchiveDescription":${JSON.stringify(row.description)},"CreationDate":"${row.created}","Size":${row.size},"SHA256TreeHash":"${row.treeHash}"}`;

/** A quote becomes `\"`, a backslash stays as it is: ambiguous, but so does the service (api-job-output-get). */
const csvRow = (row: InventoryRow): string =>
	`${row.id},"${row.description.replaceAll('"', '\\"')}",${row.created},${row.size},${row.treeHash}\r\n`;

/** The first line of an inventory in CSV. */
export const csvHeader = 'ArchiveId,ArchiveDescription,CreationDate,Size,SHA256TreeHash\r\n';

/** An archive's row in one of the forms. All of it is ASCII. */
export const rowText = (format: InventoryFormat, row: InventoryRow): string =>
	format === 'JSON' ? jsonRow(row) : csvRow(row);

const none: InventoryRow = {id: '', description: '', created: '', size: 0, treeHash: ''};
const fixed = {json: jsonRow(none).length - 1, csv: csvRow(none).length - 1};

/** How long {@link rowText} is in either form, without making it. */
export const rowLengths = ({id, description, created, size}: Omit<InventoryRow, 'treeHash'>) => {
	const plain = id.length + description.length + created.length + String(size).length + 64;
	let quotes = 0;
	let backslashes = 0;
	for (let i = 0; i < description.length; i++) {
		const code = description.charCodeAt(i);
		if (code === 0x22) quotes++;
		else if (code === 0x5c) backslashes++;
	}
	return {json: fixed.json + plain + quotes + backslashes, csv: fixed.csv + plain + quotes};
};
