import {randomBytes} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import {createFaults, effectOf} from '../../../source/emulator/faults/fault.ts';
import {mebibyte} from '../../../source/model/limits.ts';
import {contract, emulated, expectRefusal, hashHeaders} from '../../helpers/contract/contract.ts';
import {openUpload} from '../../helpers/contract/uploads.ts';
import {seededRandom} from '../../helpers/seeded-random.ts';

describe('faults', () => {
	const struck = (faults: ReturnType<typeof createFaults>, requests: [string, string?][]) =>
		requests.map(([operation, vault]) => faults.strike(operation, vault).length);

	it('strike once unless told otherwise, and only what they are for', () => {
		const faults = createFaults();
		faults.add({does: 'lose-reply', operation: 'ListJobs'});
		expect(struck(faults, [['ListVaults'], ['ListJobs', 'a'], ['ListJobs', 'a']])).toEqual([0, 1, 0]);
		faults.add({does: 'lose-reply', vault: 'a', times: 2});
		expect(
			struck(faults, [
				['ListJobs', 'b'],
				['ListJobs', 'a'],
				['DescribeVault', 'a'],
				['ListJobs', 'a'],
			]),
		).toEqual([0, 1, 1, 0]);
		expect(faults.list()).toMatchObject([
			{number: 1, struck: 1},
			{number: 2, struck: 2},
		]);
	});

	it('let some pass before', () => {
		const faults = createFaults();
		faults.add({does: 'lose-reply', skip: 2});
		expect(struck(faults, [['A'], ['B'], ['C'], ['D']])).toEqual([0, 0, 1, 0]);
	});

	it('strike by chance, as often as they are likely to', () => {
		const faults = createFaults(seededRandom(1));
		faults.add({does: 'lose-reply', probability: 0.25});
		const hits = struck(
			faults,
			Array.from({length: 2000}, () => ['A'] as [string]),
		).filter(Boolean).length;
		expect(hits).toBeGreaterThan(430);
		expect(hits).toBeLessThan(570);
	});

	it('can be taken away', () => {
		const faults = createFaults();
		const number = faults.add({does: 'lose-reply', times: 9});
		faults.add({does: 'delay', milliseconds: 1, times: 9});
		faults.remove(number);
		expect(effectOf(faults.strike('A', undefined), 'delay')).toMatchObject({milliseconds: 1});
		faults.clear();
		expect(faults.list()).toEqual([]);
	});
});

contract('a fault', (service) => {
	const faults = () => service.emulator.control.faults;
	const list = () => service.send('GET', '/-/vaults');
	const bytes = randomBytes(2 * mebibyte);
	const retrieved = async () => {
		const vault = await service.newVault();
		const ArchiveId = await service.upload(vault, bytes);
		const id = await service.startJob(vault, {Type: 'archive-retrieval', ArchiveId});
		service.emulator.control.finishJobs();
		return () => service.send('GET', `/-/vaults/${vault}/jobs/${id}/output`);
	};

	emulated.each([
		['ServiceUnavailableException', 500],
		['SlowDown', 503],
		['ThrottlingException', 400],
		['RequestTimeoutException', 408],
		['InsufficientCapacityException', 503],
		['ExpiredTokenException', 403],
	] as const)('refuses with %s', async (code, status) => {
		faults().add({does: 'refuse', code, message: 'As asked.'});
		const answer = await list();
		expectRefusal(answer, status, code, 'As asked.');
		expect((await list()).status).toBe(200);
	});

	emulated('breaks a reply off, after nothing or in the middle', async () => {
		const get = await retrieved();
		for (const afterBytes of [0, 1_000_000]) {
			faults().add({does: 'drop', side: 'reply', afterBytes});
			await expect(get()).rejects.toThrow(/aborted|socket hang up|ECONNRESET/);
		}
		faults().add({does: 'drop', side: 'reply', afterBytes: 0, operation: 'ListVaults'});
		await expect(list()).rejects.toThrow();
		expect((await get()).bytes.equals(bytes)).toBe(true);
	});

	emulated('breaks an upload off, and nothing of it is kept', async () => {
		const upload = await openUpload(service, 2 * mebibyte);
		faults().add({does: 'drop', side: 'request', afterBytes: 500_000});
		await expect(upload.put('bytes 0-2097151/*', bytes)).rejects.toThrow();
		expect(await upload.ranges()).toEqual([]);
	});

	emulated('loses the reply to what was done', async () => {
		const vault = await service.newVault();
		faults().add({does: 'lose-reply', operation: 'UploadArchive'});
		const headers = hashHeaders(bytes);
		await expect(service.send('POST', `/-/vaults/${vault}/archives`, {headers, body: bytes})).rejects.toThrow();
		service.emulator.control.makeInventory(vault);
		expect((await service.send('GET', `/-/vaults/${vault}`)).json.NumberOfArchives).toBe(1);
	});

	emulated('keeps a reply back, from the start or in the middle', async () => {
		const get = await retrieved();
		for (const fault of [{milliseconds: 120}, {milliseconds: 120, afterBytes: 1_000_000}]) {
			faults().add({does: 'delay', ...fault});
			const start = performance.now();
			expect((await get()).bytes.equals(bytes)).toBe(true);
			expect(performance.now() - start).toBeGreaterThan(110);
		}
	});

	emulated('limits the bandwidth, in both directions', async () => {
		const get = await retrieved();
		const start = performance.now();
		faults().add({does: 'limit', bytesPerSecond: 10_000_000});
		expect((await get()).bytes.equals(bytes)).toBe(true);
		const upload = await openUpload(service, 2 * mebibyte);
		faults().add({does: 'limit', bytesPerSecond: 10_000_000, operation: 'UploadMultipartPart'});
		expect((await upload.put('bytes 0-2097151/*', bytes)).status).toBe(204);
		expect(performance.now() - start).toBeGreaterThan(2 * 180);
	});

	emulated('turns one bit of what is sent over, and the service refuses it', async () => {
		const upload = await openUpload(service, 2 * mebibyte);
		faults().add({does: 'flip', side: 'request', operation: 'UploadMultipartPart'});
		const answer = await upload.put('bytes 0-2097151/*', bytes);
		expect(answer.status).toBe(403);
		expect(answer.json.message).toContain('does not match the computed payload hash');
		expect((await upload.put('bytes 0-2097151/*', bytes)).status).toBe(204);
	});

	emulated.each([-600_000, 600_000])('judges signatures by a clock that is off by %i', async (milliseconds) => {
		faults().add({does: 'skew', milliseconds});
		const answer = await list();
		expectRefusal(answer, 403, 'InvalidSignatureException', milliseconds > 0 ? /expired/ : /not yet current/);
		expect(Math.abs(Date.parse(String(answer.headers.date)) - Date.now() - milliseconds)).toBeLessThan(5000);
		faults().add({does: 'skew', milliseconds: 0});
		expect((await list()).status).toBe(200);
	});

	emulated('turns one bit over', async () => {
		const get = await retrieved();
		for (const at of [undefined, 0, bytes.length - 1]) {
			faults().add(at === undefined ? {does: 'flip'} : {does: 'flip', at});
			const got = (await get()).bytes;
			expect(got.equals(bytes)).toBe(false);
			got[at ?? mebibyte]! ^= 1;
			expect(got.equals(bytes)).toBe(true);
		}
		expect((await get()).bytes.equals(bytes), 'only on the way').toBe(true);
	});
});
