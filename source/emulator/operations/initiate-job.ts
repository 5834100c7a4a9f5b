import {isMebibyteAligned, isTreeHashAligned, parseRange} from '../../model/byte-range.ts';
import {refuse} from '../errors.ts';
import {effectOf} from '../faults/fault.ts';
import {readMarker} from '../inventory/marker.ts';
import {type Call, operation, type Reply} from '../operation.ts';
import {member, required, type Values, withDefault} from '../parameters.ts';
import {description, moment, object, oneOf, text, wholeNumber} from '../requirements.ts';
import {admit} from '../world/admission.ts';
import {type Archive, findArchive, openArchive} from '../world/archives.ts';
import {type InventoryRetrieval, type NewJob, type Retrieval, startJob} from '../world/jobs.ts';
import {arnOf} from '../world/vaults.ts';

const parameters = {
	type: required(member('Type', oneOf('archive-retrieval', 'inventory-retrieval', 'select'))),
	description: member('Description', description),
	topic: member('SNSTopic', text),
	archive: member('ArchiveId', text),
	range: member('RetrievalByteRange', text),
	tier: withDefault(member('Tier', oneOf('Expedited', 'Standard', 'Bulk')), 'Standard'),
	format: member('Format', oneOf('CSV', 'JSON')),
	filter: member('InventoryRetrievalParameters', object),
};

/** POST job (api-initiate-job-post): a retrieval of an archive, of a part of it, or of the vault's inventory. Each call makes a new job. */
export const initiateJob = operation({
	action: 'InitiateJob',
	vault: 'existing',
	body: 'json',
	parameters,
	archive: ({members}) => members.ArchiveId,
	run: (call): Reply => {
		const {world, vault, realm, parameters} = call;
		const {type, description, topic} = parameters;
		if (type === 'select') throw refuse.selectUnsupported();
		const about = type === 'archive-retrieval' ? retrieval(call) : inventoryRetrieval(call);
		const {delays} = world.settings;
		const delay = about.kind === 'archive' ? delays[about.tier] : delays.Inventory;
		const job: NewJob = {about};
		if (description !== undefined) job.description = description;
		if (topic !== undefined) job.topic = topic;
		const failure = effectOf(call.effects, 'fail-job');
		if (failure) job.failure = failure.message ?? 'The job failed.';
		const id = startJob(world, vault, delay, job);
		return {
			status: 202,
			headers: {Location: `/${realm.account}/vaults/${vault.name}/jobs/${id}`, 'x-amz-job-id': id},
		};
	},
});

type JobCall = Call<Values<typeof parameters>>;

const retrieval = ({world, vault, realm, parameters}: JobCall): Retrieval => {
	for (const name of ['format', 'filter'] as const) {
		if (parameters[name] !== undefined) throw refuse.unexpected(parameterName(name), 'an archive-retrieval job');
	}
	if (parameters.archive === undefined) throw refuse.missing('ArchiveId');
	const archive = findArchive(world, vault, parameters.archive);
	if (!archive) throw refuse.archiveNotFound(parameters.archive);
	const range = parameters.range === undefined ? whole(archive) : readRange(parameters.range, archive);
	const {tier} = parameters;
	admit(world, realm, tier, range);

	const about: Retrieval = {
		kind: 'archive',
		archive: archive.id,
		size: archive.size,
		treeHash: archive.treeHash,
		description: archive.description,
		range,
		tier,
	};
	if (archive.stored) about.stored = archive.stored;
	if (range.first === 0 && range.last === archive.size - 1) about.rangeTreeHash = archive.treeHash;
	else if (isTreeHashAligned(range, archive.size)) about.rangeTreeHash = openArchive(world, archive).treeHash!(range);
	return about;
};

const whole = ({size}: Archive) => ({first: 0, last: size - 1});

const readRange = (given: string, {size}: Archive) => {
	const range = parseRange(given);
	if (!range || range.first > range.last || range.last >= size || !isMebibyteAligned(range, size)) {
		throw refuse.retrievalRange(given);
	}
	return range;
};

const inventoryRetrieval = ({world, vault, parameters}: JobCall): InventoryRetrieval => {
	for (const name of ['archive', 'range'] as const) {
		if (parameters[name] !== undefined) throw refuse.unexpected(parameterName(name), 'an inventory-retrieval job');
	}
	if (vault.inventory_date === null && !world.settings.emptyInventories) throw refuse.noInventory(arnOf(vault));
	const about: InventoryRetrieval = {
		kind: 'inventory',
		format: parameters.format ?? 'JSON',
		date: vault.inventory_date,
		change: vault.inventory_change,
	};
	const filter = parameters.filter ?? {};
	const given = <T>(name: string, rule: (value: unknown, name: string) => T, use: (value: T) => void) => {
		if (filter[name] !== undefined && filter[name] !== null) use(rule(filter[name], name));
	};
	given('StartDate', moment, (start) => {
		about.start = start;
	});
	given('EndDate', moment, (end) => {
		about.end = end;
	});
	given('Limit', wholeNumber(1, Number.MAX_SAFE_INTEGER), (limit) => {
		about.limit = limit;
	});
	given('Marker', text, (marker) => {
		const at = readMarker(marker);
		if (!at || at.change > vault.inventory_change || at.change < vault.forgotten_change) {
			throw refuse.invalidMarker(marker);
		}
		about.marker = marker;
		about.change = at.change;
		about.date = at.date;
	});
	if (about.start !== undefined && about.end !== undefined && about.start >= about.end) {
		throw refuse.invalidValue(
			'StartDate',
			`${String(filter.StartDate)} is not before EndDate: ${String(filter.EndDate)}`,
		);
	}
	return about;
};

const parameterName = (key: keyof typeof parameters): string => parameters[key].name;
