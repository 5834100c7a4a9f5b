import fc from 'fast-check';
import {expect, it} from 'vitest';
import {rememberedDays, type UploadDays} from '../../source/model/calendar.ts';
import {milliseconds, timestamp} from '../../source/model/timestamp.ts';
import {importInventory, jsonInventory} from '../helpers/inventory-files.ts';
import {asArchive, type Listed} from '../helpers/naive-catalog.ts';
import {temporaryCatalog} from '../helpers/temporary-catalog.ts';

const day = 86_400_000;
const from = Date.UTC(2026, 0, 1);
const days = 5;

/** Folders that begin alike, and days before and after those that are asked for. */
const listed = (n: number): Listed => ({
	archiveId: `${n}-`.padEnd(138, 'x'),
	description: `${['db', 'db/a', 'db-old', 'db0', 'Db', 'd'][n % 6]}/${n % 4}`,
	created: timestamp(from + ((n * 7) % 9) * day - 2 * day + n * 1000),
	size: n * 10,
	treeHash: `${n}`.padStart(64, '0'),
});

const counted = (rows: readonly Listed[]): UploadDays => {
	const moments = rows.map(({created}) => milliseconds(created));
	const on = Array.from({length: days}, (_, i) =>
		rows.filter((_row, at) => Math.floor((moments[at]! - from) / day) === i),
	);
	const moment = (value: number) => (Number.isFinite(value) ? timestamp(value) : null);
	return {
		archives: on.map(({length}) => length),
		bytes: on.map((some) => some.reduce((sum, {size}) => sum + size, 0)),
		latest: [...Map.groupBy(moments, (at) => Math.floor(at / day)).values()]
			.map((some) => Math.max(...some))
			.filter((at) => at < from + days * day)
			.sort((a, b) => a - b)
			.slice(-rememberedDays)
			.map((at) => timestamp(at)),
		before: moment(Math.max(...moments.filter((at) => at < from))),
		last: moment(Math.max(...moments)),
	};
};

it('counts uploads by day, below a folder or not, with what we changed since', async () => {
	const catalog = await temporaryCatalog();
	let vaults = 0;
	const numbers = fc.uniqueArray(fc.nat(60), {maxLength: 40});
	const below = fc.constantFrom(null, 'db', 'db/a', 'd', 'nothing');
	await fc.assert(
		fc.asyncProperty(numbers, numbers, numbers, below, async (inventory, uploads, deletes, folder) => {
			const vaultName = `v${++vaults}`;
			const bytes = jsonInventory(inventory.map(listed), timestamp(from));
			await importInventory(catalog, {vaultName, bytes});
			for (const n of uploads) await catalog.archives.recordUpload(vaultName, asArchive(listed(n)));
			const ids = deletes.map((n) => listed(n).archiveId);
			await catalog.archives.recordDelete(vaultName, ids, timestamp(from));
			const rows = [...new Set([...inventory, ...uploads])]
				.filter((n) => !deletes.includes(n))
				.map(listed)
				.filter(({description}) => folder === null || description.startsWith(`${folder}/`));
			expect(await catalog.archives.uploadDays(vaultName, {below: folder, from: timestamp(from), days})).toEqual(
				counted(rows),
			);
		}),
		{numRuns: 15},
	);
}, 60_000);
