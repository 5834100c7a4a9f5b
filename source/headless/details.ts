import stringWidth from 'string-width';
import {costText} from '../commands/archives/restore-words.ts';
import {bytesText, countedText, countText, momentText, rateText, spanText} from '../model/format.ts';
import {displayText} from '../model/names/display-text.ts';
import {countsOf} from '../model/vault-counts.ts';
import {columns, type ValueOf} from './columns.ts';
import type {Thing} from './printer.ts';
import {standText} from './progress-words.ts';
import type {Column} from './table.ts';

/** A thing as pairs of a label and its text. */
type Details = readonly (readonly [label: string, text: string])[];

const bytes = (count: number) => (count < 1024 ? bytesText(count) : `${bytesText(count)} (${countText(count)} bytes)`);

const vault = (value: ValueOf<'vault'>): Details => {
	const counts = countsOf(value);
	const own = counts?.by === 'catalog' ? ', of the catalog; the service has none yet' : '';
	return [
		['Vault', value.vaultName],
		['ARN', value.vaultArn],
		['Created', momentText(value.creationDate)],
		['Inventory of', counts === null ? 'none yet' : `${momentText(counts.at)}${own}`],
		...(counts === null
			? []
			: ([
					['Archives', countText(counts.archives)],
					['Size', bytes(counts.bytes)],
				] as const)),
	];
};

const archive = (value: ValueOf<'archive'>): Details => [
	['Archive id', value.archiveId],
	['Name', value.name],
	['Size', bytes(value.size)],
	['Uploaded', momentText(value.created)],
	['Tree hash', value.treeHash],
];

const inventory = (value: ValueOf<'inventory'>): Details => [
	['Vault', value.vaultName],
	['Inventory of', value.inventoryDate === null ? 'none fetched yet' : momentText(value.inventoryDate)],
	...(value.importedAt === null
		? []
		: ([
				['Archives', countText(value.archives)],
				['Size', bytes(value.bytes)],
			] as const)),
	...(value.malformed === 0 ? [] : ([['Unreadable', countedText(value.malformed, 'row')]] as const)),
	...(value.jobId === null ? [] : ([['Job id', value.jobId]] as const)),
];

const job = (value: ValueOf<'job'>): Details => [
	['Job id', value.jobId],
	['Vault', value.vaultName],
	['State', value.statusCode],
];

/** An upload that is done is what one keeps of it; everything else is where the transfer stands. */
const transfer = (value: ValueOf<'transfer'>): Details => {
	if (value.state === 'done' && value.direction === 'upload') {
		return [
			['Uploaded', value.stream ? value.name : value.path],
			['Archive id', value.archiveId ?? ''],
			['Location', value.location ?? ''],
			['Tree hash', value.treeHash ?? ''],
		];
	}
	if (value.state === 'done') {
		return [
			['Restored', value.path],
			['Size', value.size === null ? '' : bytes(value.size)],
			['Tree hash', value.treeHash ?? ''],
		];
	}
	return [
		['Transfer', value.transferId],
		['State', value.state],
		[value.direction === 'upload' ? 'From' : 'To', value.stream ? 'a pipe' : value.path],
	];
};

const countsText = (chunks: ValueOf<'described-transfer'>['chunks']): string =>
	Object.entries(chunks)
		.filter(([, count]) => count > 0)
		.map(([state, count]) => `${countText(count)} ${state}`)
		.join(', ');

const describedTransfer = (value: ValueOf<'described-transfer'>): Details => [
	['Transfer', value.transferId],
	['Kind', value.direction],
	['State', standText(value)],
	...(value.error === null ? [] : ([['Error', value.error.message]] as const)),
	['Name', value.name],
	['Vault', value.vaultName],
	['Size', value.size === null ? 'not known yet' : bytes(value.size)],
	[value.direction === 'upload' ? 'From' : 'To', value.stream ? 'a pipe' : value.path],
	[
		value.direction === 'upload' ? 'Parts' : 'Chunks',
		`${countsText(value.chunks)}, ${bytesText(value.chunkSize)} each`,
	],
	...(value.tier === null ? [] : ([['Tier', value.tier]] as const)),
	...(value.limit ? ([['Limit', `${value.limit.bandwidth}, with others of its command`]] as const) : []),
	['Started', momentText(value.started)],
	...(value.partsKeptUntil ? ([['Kept until', momentText(value.partsKeptUntil)]] as const) : []),
	...(value.finished === null ? [] : ([['Finished', momentText(value.finished)]] as const)),
	...(value.archiveId === null ? [] : ([['Archive id', value.archiveId]] as const)),
	...(value.treeHash === null ? [] : ([['Tree hash', value.treeHash]] as const)),
];

const chunk = (value: ValueOf<'chunk'>): Details => [
	['Chunk', countText(value.index + 1)],
	['State', value.state],
];

const plan = (value: ValueOf<'plan'>): Details => [
	['Vault', value.vaultName],
	['Archives', countText(value.archives)],
	['Size', bytes(value.bytes)],
	['To', value.to],
	['There already', `${countText(value.reused)} retrievals, ${countText(value.existing.count)} files`],
	...value.tiers.map(
		(choice) => [choice.tier, `${spanText(choice.usual)}  ${choice.unavailable ?? costText(choice.cost)}`] as const,
	),
	['Prices of', `${value.pricesOf}, ${value.region}`],
];

const limits = (value: ValueOf<'limits'>): Details => [
	['Bandwidth', value.bandwidth],
	['Now', value.bytesPerSecond === null ? 'no limit' : rateText(value.bytesPerSecond, {trim: true})],
	['Transfers', `${value.transfersAtOnce} at once`],
	['Chunks', `${value.chunksAtOnce} of each, at most`],
	...(value.slowedTo === null
		? []
		: ([['Slowed to', `${value.slowedTo} at once, by the service or the line`]] as const)),
];

const deleted = (value: ValueOf<'deleted'>): Details => [
	['Deleted', value.archiveId ?? `the vault ${value.vaultName}`],
];

const deletion = (value: ValueOf<'deletion'>): Details => [
	['Vault', value.vaultName],
	['Deleted', countText(value.deleted)],
	['Failed', countText(value.failed)],
	['Left', countText(value.left)],
];

const exported = (value: ValueOf<'exported'>): Details => [
	['Vault', value.vaultName],
	['Archives', countText(value.archives)],
	['File', value.path],
	['Size', bytes(value.bytes)],
];

const names = (value: ValueOf<'names'>): Details => [
	['Vault', value.vaultName],
	['Names', countText(value.names)],
	['Archives', `${countText(value.known)} of the inventory have one`],
];

const marks = (value: ValueOf<'marks'>): Details => [
	['Vault', value.vaultName],
	['Marked', countText(value.archives)],
	['Size', bytes(value.bytes)],
	...(value.path === null ? [] : ([['File', value.path]] as const)),
	...(value.unknown === 0 ? [] : ([['Unknown', countText(value.unknown)]] as const)),
];

const detailsOf = (output: Thing): Details => {
	switch (output.kind) {
		case 'vault':
			return vault(output.value);
		case 'archive':
			return archive(output.value);
		case 'inventory':
			return inventory(output.value);
		case 'job':
			return job(output.value);
		case 'transfer':
			return transfer(output.value);
		case 'described-transfer':
			return describedTransfer(output.value);
		case 'chunk':
			return chunk(output.value);
		case 'plan':
			return plan(output.value);
		case 'limits':
			return limits(output.value);
		case 'deleted':
			return deleted(output.value);
		case 'deletion':
			return deletion(output.value);
		case 'names':
			return names(output.value);
		case 'marks':
			return marks(output.value);
		case 'exported':
			return exported(output.value);
		// Lines of lists: what their columns say.
		case 'branch':
		case 'difference':
		case 'share': {
			const {kind, value} = output;
			return (columns[kind] as readonly Column<unknown>[]).map(({title, text}) => [title, text(value)] as const);
		}
	}
};

/** One thing as lines of a label and what it says, lined up. */
export const detailLines = (output: Thing): string[] => {
	const details = detailsOf(output);
	const width = Math.max(...details.map(([label]) => stringWidth(label)));
	return details.map(([label, text]) =>
		`${label}${' '.repeat(width - stringWidth(label))}  ${displayText(text)}`.trimEnd(),
	);
};
