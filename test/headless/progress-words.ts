import {describe, expect, it} from 'vitest';
import {inventoryLine, type Moving, percentOf, standText, transfersLine} from '../../source/headless/progress-words.ts';
import {timeText} from '../../source/model/format.ts';
import type {Transfer, TransferProgress, TransferState} from '../../source/model/transfer.ts';

const moving = (state: TransferState, share = 0, facts: Partial<Transfer> = {}): Moving => ({
	transfer: {transferId: 't', name: 'a.tar', direction: 'upload', size: 1000, tier: null, ...facts, state} as Transfer,
	progress: {
		verifiedBytes: share * 1000,
		movingBytes: 0,
		rate: share > 0 ? 2 ** 20 : 0,
		secondsLeft: share > 0 ? 90 : null,
	} as TransferProgress,
});

describe('progress in words', () => {
	it('names one transfer and says how far it is', () => {
		expect(transfersLine([moving('moving', 0.625)], 0)).toBe('uploading a.tar  62 %  1.0 MiB/s  1 min left');
		expect(transfersLine([moving('verifying', 0.5)], 0)).toMatch(/^verifying a\.tar {2}100 %/);
	});

	it('counts several', () => {
		const line = transfersLine([moving('done'), moving('moving', 0.5), moving('moving', 0)], 0);
		expect(line).toBe('uploading 1 of 3 done  50 %  1.0 MiB/s  1 min left');
	});

	it('says what it waits for, and how long', () => {
		const waits = moving('retrieving', 0, {direction: 'download', tier: 'Bulk'});
		expect(transfersLine([waits], 130_000)).toBe('waiting for the retrieval of a.tar, 2 min so far');
		expect(transfersLine([waits, waits], 0)).toBe('waiting for the retrieval of 2 archives, 0 s so far');
	});

	it('says since when it waits for the network or for credentials, and why', () => {
		const facts = {
			waitsFor: 'network',
			waitsSince: '2026-11-23T13:02:00.000Z',
			error: {message: 'No way to it.'},
		} as const;
		const since = timeText(facts.waitsSince);
		const waits = moving('waiting', 0.5, facts as never);
		expect(transfersLine([waits], 0)).toBe(`a.tar: waits for the network since ${since}: No way to it.  50 %`);
		expect(transfersLine([waits, waits, moving('done')], 0)).toMatch(/^2 of 3 transfers: waits? for the network since/);
		expect(transfersLine([moving('waiting', 0, {waitsFor: 'credentials'})], 0)).toBe(
			'a.tar: waits for credentials  0 %',
		);
		expect(transfersLine([waits, moving('moving', 0.5)], 0)).toMatch(/^uploading 0 of 2 done/);
	});

	it('says since when no byte has come', () => {
		const quietSince = '2026-11-23T13:02:00.000Z';
		const since = timeText(quietSince);
		const quiet = moving('moving', 0.5, {quietSince});
		expect(transfersLine([quiet], 0)).toBe(`a.tar: no bytes since ${since}  50 %`);
		expect(transfersLine([quiet, moving('moving', 0.5)], 0)).toMatch(/^uploading 0 of 2 done {2}50 %/);
		expect(standText(quiet.transfer)).toBe(`moving, no bytes since ${since}`);
		expect(standText(moving('moving').transfer)).toBe('moving');
		expect(standText(moving('waiting', 0, {waitsFor: 'network', waitsSince: quietSince}).transfer)).toBe(
			`waits for the network since ${since}`,
		);
	});

	it('does not count what is only on its way', () => {
		const all = moving('moving', 0.25);
		all.progress!.movingBytes = 700;
		expect(percentOf([all])).toBe(25);
	});

	it('says nothing when nothing goes on', () => {
		expect(transfersLine([], 0)).toBe('');
		expect(transfersLine([moving('done'), moving('failed')], 0)).toBe('');
		expect(transfersLine([moving('queued')], 0)).toBe('');
	});

	it('is at 100 % only when everything has travelled', () => {
		expect(percentOf([moving('moving', 0.999)])).toBe(99);
		expect(percentOf([moving('moving', 1)])).toBe(100);
	});

	it('follows an inventory', () => {
		const since = '2026-11-23T00:00:00.000Z';
		expect(inventoryLine('photos', {step: 'retrieving', jobId: 'j', since}, 61_000)).toBe(
			'waiting for the inventory job of photos, 1 min so far',
		);
		const importing = {
			step: 'importing',
			jobId: 'j',
			rows: 1204,
			bytes: 45,
			totalBytes: 100,
			early: 0,
			ordered: null,
		} as const;
		const line = 'importing the inventory of photos: 1,204 archives  45 %';
		expect(inventoryLine('photos', {...importing, secondsLeft: 5}, 0)).toBe(`${line}  5 s left`);
		expect(inventoryLine('photos', {...importing, secondsLeft: 0.4}, 0)).toBe(line);
		expect(inventoryLine('photos', {...importing, secondsLeft: null}, 0)).toBe(line);
		expect(inventoryLine('photos', {...importing, ordered: 0.82, secondsLeft: 9}, 0)).toBe(
			'sorting the inventory of photos: 1,204 archives  82 %  9 s left',
		);
	});
});
