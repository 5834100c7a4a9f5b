import type {ArchiveRow} from '../../source/model/archive.ts';
import {notFound} from '../../source/model/errors/errors.ts';
import type {EngineEvent} from '../../source/model/events.ts';
import type {
	FolderQuery,
	FolderRow,
	FolderWindow,
	InventoryQuery,
	MarkChange,
	MarkCount,
} from '../../source/model/inventory.ts';
import type {EngineLink, RequestName, Requests} from '../../source/model/requests.ts';

type Answers = {
	[N in RequestName]?: (takes: Requests[N]['takes']) => Requests[N]['gives'] | Promise<Requests[N]['gives']>;
};

/** An engine that plays a script: a snapshot, rows, canned answers, and events when the test says so. For frames, whose matter is data. */
export type ScriptedLink = EngineLink & {
	/** Everything that was asked, the windows excepted, in order. */
	readonly asked: {name: RequestName; takes: unknown}[];
	tell(...events: EngineEvent[]): void;
};

export const scriptedLink = (
	snapshot: readonly EngineEvent[],
	archives: Readonly<Record<string, readonly ArchiveRow[]>> = {},
	answers: Answers = {},
): ScriptedLink => {
	const listeners = new Set<(event: EngineEvent) => void>();
	const marked = new Map<string, Set<string>>();
	const marksOf = (vaultName: string): Set<string> => {
		if (!marked.has(vaultName)) marked.set(vaultName, new Set());
		return marked.get(vaultName)!;
	};
	const matching = ({vaultName, filter, sort}: Pick<InventoryQuery, 'vaultName' | 'filter' | 'sort'>): ArchiveRow[] => {
		const wanted = filter.toLowerCase();
		const order = (a: ArchiveRow, b: ArchiveRow) =>
			sort.by === 'size' ? a.size - b.size : a[sort.by] < b[sort.by] ? -1 : a[sort.by] > b[sort.by] ? 1 : 0;
		const rows = (archives[vaultName] ?? []).filter(({name}) => name.toLowerCase().includes(wanted)).toSorted(order);
		return sort.descending ? rows.reverse() : rows;
	};
	const count = (vaultName: string, filter: string): MarkCount => {
		const marks = marksOf(vaultName);
		const rows = (archives[vaultName] ?? []).filter(({archiveId}) => marks.has(archiveId));
		const hidden = rows.filter(({name}) => !name.toLowerCase().includes(filter.toLowerCase())).length;
		return {count: rows.length, bytes: rows.reduce((sum, {size}) => sum + size, 0), hidden};
	};
	const mark = (vaultName: string, change: MarkChange): MarkCount => {
		const marks = marksOf(vaultName);
		const flip = (id: string) => void (marks.has(id) ? marks.delete(id) : marks.add(id));
		switch (change.do) {
			case 'toggle':
				change.archiveIds.forEach(flip);
				break;
			case 'range':
				for (const row of matching(change.query).slice(change.from, change.to + 1)) {
					change.marked ? marks.add(row.archiveId) : marks.delete(row.archiveId);
				}
				break;
			case 'all':
				for (const {archiveId} of matching(change.query)) marks.add(archiveId);
				break;
			case 'invert':
				for (const {archiveId} of matching(change.query)) flip(archiveId);
				break;
			case 'folder':
				for (const {archiveId, name} of archives[vaultName] ?? []) {
					if (!name.startsWith(`${change.path}/`)) continue;
					change.marked ? marks.add(archiveId) : marks.delete(archiveId);
				}
				break;
			case 'clear':
				marks.clear();
		}
		return count(vaultName, 'query' in change ? change.query.filter : '');
	};
	/** Whether the vault's first inventory is said to be read. */
	const isEarly = (vaultName: string): boolean => {
		const told = snapshot.findLast((event) => event.type === 'inventory' && event.inventory.vaultName === vaultName);
		return told?.type === 'inventory' && told.inventory.inventoryDate === null && told.progress?.step === 'importing';
	};
	const folderOf = (query: FolderQuery): FolderWindow => {
		const below = query.folder === '' ? '' : `${query.folder}/`;
		const inside = matching(query).filter(({name}) => name.startsWith(below));
		const folders = new Map<string, ArchiveRow[]>();
		const rows: FolderRow[] = [];
		for (const row of inside) {
			const [part, ...rest] = row.name.slice(below.length).split('/');
			if (rest.length === 0)
				rows.push({kind: 'archive', row: {...row, marked: marksOf(query.vaultName).has(row.archiveId)}});
			else folders.set(part!, [...(folders.get(part!) ?? []), row]);
		}
		const sums = [...folders].map(
			([name, of]): FolderRow => ({
				...{kind: 'folder', name, path: below + name, archives: of.length},
				bytes: of.reduce((sum, {size}) => sum + size, 0),
				newest:
					of
						.map(({created}) => created)
						.toSorted()
						.at(-1) ?? null,
				marked: of.filter(({archiveId}) => marksOf(query.vaultName).has(archiveId)).length,
				uploadedSince: of.filter(({newness}) => newness === 'uploaded-since').length,
			}),
		);
		const all = [...sums, ...rows];
		return {
			query,
			rows: all.slice(query.offset, query.offset + query.limit),
			total: all.length,
			archives: inside.length,
			bytes: inside.reduce((sum, {size}) => sum + size, 0),
			largest: Math.max(0, ...all.map((row) => (row.kind === 'folder' ? row.bytes : row.row.size))),
			marks: count(query.vaultName, query.filter),
			counting: false,
			early: isEarly(query.vaultName),
		};
	};
	const own: Answers = {
		'session.snapshot': () => [...snapshot],
		'vaults.refresh': () => [],
		'jobs.refresh': () => [],
		'paths.look': ({path}) => (path.endsWith('/') ? 'folder' : 'file'),
		'inventory.window': (query) => {
			const rows = matching(query);
			const marks = marksOf(query.vaultName);
			return {
				query,
				rows: rows
					.slice(query.offset, query.offset + query.limit)
					.map((row) => ({...row, marked: marks.has(row.archiveId)})),
				total: rows.length,
				there: rows.filter(({newness}) => newness !== 'deleted-since').length,
				bytes: rows.reduce((sum, {size}) => sum + size, 0),
				marks: count(query.vaultName, query.filter),
				counting: false,
				early: isEarly(query.vaultName),
			};
		},
		'inventory.folder': folderOf,
		'inventory.place': (asked) => {
			const {row} = asked;
			const isIt = (other: ArchiveRow) =>
				row.kind === 'archive' && (other.archiveId === row.archiveId || other.name === row.name);
			const window = {offset: 0, limit: Number.POSITIVE_INFINITY};
			const place =
				asked.of === 'list'
					? matching({...asked.query, ...window}).findIndex(isIt)
					: folderOf({...asked.query, ...window}).rows.findIndex((other) =>
							other.kind === 'folder' ? row.kind === 'folder' && other.path === row.path : isIt(other.row),
						);
			return place < 0 ? null : place;
		},
		'archives.find': ({vaultName, terms}) =>
			(archives[vaultName] ?? []).filter(({archiveId, name}) => terms.includes(archiveId) || terms.includes(name)),
		'archives.select': ({vaultName, selection, limit}) =>
			(archives[vaultName] ?? [])
				.filter(({archiveId, name}) =>
					'archiveIds' in selection
						? selection.archiveIds.includes(archiveId)
						: marksOf(vaultName).has(archiveId) && name.toLowerCase().includes((selection.filter ?? '').toLowerCase()),
				)
				.toSorted((a, b) => (a.created < b.created ? -1 : 1))
				.slice(0, limit),
		'inventory.mark': ({vaultName, change}) => mark(vaultName, change),
	};
	const asked: ScriptedLink['asked'] = [];
	return {
		asked,
		request: async (name, takes) => {
			if (!['inventory.window', 'inventory.folder', 'inventory.place'].includes(name)) asked.push({name, takes});
			const answer = answers[name] ?? own[name];
			if (!answer) throw notFound(`The script has no answer to ${name}.`);
			return answer(takes);
		},
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		feed: async (transferId) => {
			throw notFound(`The script has no stream ${transferId}.`);
		},
		apart: true,
		stop: async () => {},
		close: async () => {},
		tell: (...events) => {
			for (const event of events) for (const listener of listeners) listener(event);
		},
	};
};
