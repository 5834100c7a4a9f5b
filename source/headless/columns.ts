import type {Output} from '../commands/command.ts';
import {reasonOf} from '../model/errors/reason.ts';
import {skipReasons} from '../model/folder-upload.ts';
import {bytesText, countText, dollarsText, momentText} from '../model/format.ts';
import {outputExpires} from '../model/job.ts';
import {countsOf} from '../model/vault-counts.ts';
import {standText} from './progress-words.ts';
import type {Column} from './table.ts';

/** The value of a kind of output. */
export type ValueOf<Kind extends Output['kind']> = Extract<Output, {kind: Kind}>['value'];

const vault: readonly Column<ValueOf<'vault'>>[] = [
	{title: 'Vault', text: ({vaultName}) => vaultName},
	{
		title: 'Archives',
		align: 'right',
		text: (vault) => countText(countsOf(vault)?.archives ?? null),
		plain: (vault) => String(countsOf(vault)?.archives ?? 0),
	},
	{
		title: 'Size',
		align: 'right',
		text: (vault) => bytesText(countsOf(vault)?.bytes ?? null),
		plain: (vault) => String(countsOf(vault)?.bytes ?? 0),
	},
	{
		title: 'Inventory of',
		text: (vault) => momentText(countsOf(vault)?.at ?? null),
		plain: (vault) => countsOf(vault)?.at ?? '',
	},
	{title: 'Counted by', text: (vault) => countsOf(vault)?.by ?? '–', plain: (vault) => countsOf(vault)?.by ?? ''},
	{title: 'ARN', text: ({vaultArn}) => vaultArn, long: true},
];

const archive: readonly Column<ValueOf<'archive'>>[] = [
	{title: 'Name', text: ({name}) => name},
	{title: 'Size', align: 'right', text: ({size}) => bytesText(size), plain: ({size}) => String(size)},
	{title: 'Uploaded', text: ({created}) => momentText(created), plain: ({created}) => created},
	{
		title: '',
		text: ({newness}) => (newness === 'uploaded-since' ? 'new' : ''),
		plain: ({newness}) => newness ?? '',
	},
	{title: 'Archive id', text: ({archiveId}) => archiveId, long: true},
];

const jobState = (job: ValueOf<'job'>): string => {
	if (job.statusCode === 'InProgress') return 'in progress';
	if (job.statusCode === 'Failed') return `failed: ${job.statusMessage ?? 'no reason given'}`;
	return `output until ${momentText(outputExpires(job) ?? null)}`;
};

const job: readonly Column<ValueOf<'job'>>[] = [
	{
		title: 'Job',
		text: ({action}) => (action === 'ArchiveRetrieval' ? 'archive' : 'inventory'),
		plain: ({action}) => action,
	},
	{title: 'Vault', text: ({vaultName}) => vaultName},
	{
		title: 'Of',
		text: ({name, archiveSizeInBytes}) => name ?? (archiveSizeInBytes === null ? '' : bytesText(archiveSizeInBytes)),
	},
	{title: 'Tier', text: ({tier}) => tier ?? '–', plain: ({tier}) => tier ?? ''},
	{title: 'Asked for', text: ({creationDate}) => momentText(creationDate), plain: ({creationDate}) => creationDate},
	{title: 'State', text: jobState, plain: ({statusCode}) => statusCode},
	{title: 'Job id', text: ({jobId}) => jobId, long: true},
];

const transfer: readonly Column<ValueOf<'transfer'>>[] = [
	{title: 'Transfer', text: ({transferId}) => transferId},
	{title: 'Kind', text: ({direction}) => direction},
	{title: 'State', text: standText, plain: ({state}) => state},
	{title: 'Size', align: 'right', text: ({size}) => bytesText(size), plain: ({size}) => String(size ?? '')},
	{title: 'Vault', text: ({vaultName}) => vaultName},
	{title: 'Name', text: ({name}) => name},
	{title: 'File', text: ({path}) => path, long: true},
	{title: 'Archive id', text: ({archiveId}) => archiveId ?? '', long: true},
];

const chunk: readonly Column<ValueOf<'chunk'>>[] = [
	{title: 'Chunk', align: 'right', text: ({index}) => countText(index + 1), plain: ({index}) => String(index + 1)},
	{title: 'State', text: ({state}) => state},
	{title: 'Size', align: 'right', text: ({bytes}) => bytesText(bytes), plain: ({bytes}) => String(bytes)},
	{title: 'Tries', align: 'right', text: ({tries}) => String(tries)},
	{title: 'Tree hash', text: ({treeHash}) => treeHash ?? '', long: true},
	{
		title: 'Last error',
		text: ({error}) => (error ? reasonOf(error, '') : ''),
		plain: ({error}) => error?.message ?? '',
	},
];

const fate = ({skipped, error}: ValueOf<'file'>): string => error?.message ?? (skipped ? skipReasons[skipped] : '');

const file: readonly Column<ValueOf<'file'>>[] = [
	{
		title: 'What',
		text: ({skipped, error}) => (error ? 'fails' : skipped ? 'leave' : 'upload'),
	},
	{title: 'Size', align: 'right', text: ({size}) => bytesText(size), plain: ({size}) => String(size ?? '')},
	{title: 'Name', text: ({name}) => name},
	{title: 'Why', text: fate},
];

const branch: readonly Column<ValueOf<'branch'>>[] = [
	{
		title: 'Name',
		text: ({type, path}) => `${path.slice(path.lastIndexOf('/') + 1)}${type === 'folder' ? '/' : ''}`,
		plain: ({type, path}) => `${path}${type === 'folder' ? '/' : ''}`,
	},
	{
		title: 'Archives',
		align: 'right',
		text: ({type, archives}) => (type === 'folder' ? countText(archives) : ''),
		plain: ({archives}) => String(archives),
	},
	{title: 'Size', align: 'right', text: ({bytes}) => bytesText(bytes), plain: ({bytes}) => String(bytes)},
	{title: 'Newest', text: ({newest}) => momentText(newest), plain: ({newest}) => newest ?? ''},
	{title: 'Archive id', text: ({archiveId}) => archiveId ?? '', long: true},
];

const difference: readonly Column<ValueOf<'difference'>>[] = [
	{title: 'Change', text: ({change}) => change},
	{title: 'Name', text: ({name}) => name},
	{title: 'Size', align: 'right', text: ({size}) => bytesText(size), plain: ({size}) => String(size)},
	{title: 'Uploaded', text: ({created}) => momentText(created), plain: ({created}) => created},
	{title: 'Archive id', text: ({archiveId}) => archiveId, long: true},
];

const share: readonly Column<ValueOf<'share'>>[] = [
	{title: 'By', text: ({by}) => by},
	{title: 'What', text: ({label}) => label},
	{
		title: 'Archives',
		align: 'right',
		text: ({archives}) => countText(archives),
		plain: ({archives}) => String(archives),
	},
	{title: 'Size', align: 'right', text: ({bytes}) => bytesText(bytes), plain: ({bytes}) => String(bytes)},
	{
		title: 'A month',
		align: 'right',
		text: ({monthly}) => (monthly === null ? '–' : dollarsText(monthly)),
		// A millionth of a dollar is as fine as prices are.
		plain: ({monthly}) => (monthly === null ? '' : String(Number(monthly.toFixed(6)))),
	},
];

/** The tables, by the kind of what is in their lines. */
export const columns = {vault, archive, branch, difference, share, job, transfer, chunk, file} as const;

export type TableKind = keyof typeof columns;

/** The kind of a list's lines, by its command. */
export const listKinds: Readonly<Record<string, TableKind>> = {
	'vaults.list': 'vault',
	'inventory.list': 'archive',
	'inventory.tree': 'branch',
	'inventory.differences': 'difference',
	'inventory.breakdown': 'share',
	'jobs.list': 'job',
	'transfers.list': 'transfer',
	'transfers.chunks': 'chunk',
};

/** Whether a command gives many results of one kind, each a line. */
export const isList = ({name}: {name: string}): boolean => Object.hasOwn(listKinds, name);

/** The fields of a piped line, for the help. */
export const plainFields = (kind: TableKind): string =>
	columns[kind].map(({title}) => (title === '' ? 'newness' : title.toLowerCase())).join(', ');
