import type {Level} from '../files/levels.ts';
import {compareNames} from '../files/row-key.ts';
import type {Ledger} from './ledger.ts';
import {type Shown, uploadsBelow} from './shown.ts';
import type {VaultView} from './vault-views.ts';

/** A folder of a level as a query shows it. */
export type Branch = {
	name: string;
	/** Its rows of the inventory, and its uploads in the ledger: from one to before another. */
	start: number;
	end: number;
	uploadStart: number;
	uploadEnd: number;
	/** How many rows are shown below it, deleted ones among them. */
	rows: number;
	/** Archives that are there of what is shown, their bytes, and the newest in milliseconds since 1970 (0 when there is none). */
	archives: number;
	bytes: number;
	newest: number;
};

/** The folders of the inventory's level with those that only the ledger's uploads are in, in the order of names with a slash behind. */
const joined = (ledger: Ledger, folder: string, level: Level): Branch[] => {
	const branches: Branch[] = [];
	const empty = {uploadStart: 0, uploadEnd: 0, rows: 0, archives: 0, bytes: 0, newest: 0};
	const [from, to] = uploadsBelow(ledger, folder);
	const start = folder === '' ? 0 : folder.length + 1;
	let next = 0;
	const addLevel = () => {
		branches.push({...empty, name: level.names[next]!, start: level.starts[next]!, end: level.ends[next]!});
		next++;
	};
	for (let i = from; i < to; ) {
		const {name} = ledger.uploads[i]!;
		const slash = name.indexOf('/', start);
		if (slash < 0) {
			i++;
			continue;
		}
		const prefix = name.slice(start, slash + 1);
		let end = i + 1;
		while (end < to && ledger.uploads[end]!.name.startsWith(prefix, start)) end++;
		while (next < level.names.length && compareNames(`${level.names[next]!}/`, prefix) < 0) addLevel();
		if (`${level.names[next]}/` === prefix) addLevel();
		else branches.push({...empty, name: prefix.slice(0, -1), start: 0, end: 0});
		Object.assign(branches.at(-1)!, {uploadStart: i, uploadEnd: end});
		i = end;
	}
	while (next < level.names.length) addLevel();
	return branches;
};

/** The folders that lie in a folder and have rows that are shown, with their sums. `shown` is of versions that are not folded. */
export const branchesOf = (view: VaultView, folder: string, level: Level, shown: Shown): Branch[] => {
	const {file, ledger} = view;
	const branches = joined(ledger, folder, level);
	for (const branch of branches) {
		const add = (size: number, created: number) => {
			branch.archives++;
			branch.bytes += size;
			branch.newest = Math.max(branch.newest, created);
		};
		for (let row = branch.start; row < branch.end; row++) {
			if (!shown.rows.has(row)) continue;
			branch.rows++;
			if (!ledger.deletedRows.has(row)) add(file!.size(row), file!.created(row));
		}
		for (let i = branch.uploadStart; i < branch.uploadEnd; i++) {
			if (!shown.uploads[i]) continue;
			branch.rows++;
			const {deleted, archive, created} = ledger.uploads[i]!;
			if (!deleted) add(archive.size, created);
		}
	}
	return branches.filter(({rows}) => rows > 0);
};
