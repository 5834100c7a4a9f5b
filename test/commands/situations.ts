import {describe, expect, it} from 'vitest';
import {type Situation, whyUnavailable} from '../../source/commands/command.ts';
import {commandNamed} from '../../source/commands/registry.ts';
import type {Archive} from '../../source/model/archive.ts';
import type {Transfer, TransferState} from '../../source/model/transfer.ts';

const nothing: Situation = {
	vaultName: null,
	archive: null,
	marked: 0,
	job: null,
	transfer: null,
	connected: true,
	denied: () => false,
};
const inVault: Situation = {...nothing, vaultName: 'photos'};
const withTransfer = (state: TransferState): Situation => ({...inVault, transfer: {state} as Transfer});

const why = (name: string, situation: Situation) => whyUnavailable(commandNamed(name), situation);

describe('why a command cannot be used now', () => {
	it('names the permission that is missing, before all else', () => {
		const denied: Situation = {
			...nothing,
			connected: false,
			denied: (permission) => permission === 'glacier:InitiateJob',
		};
		expect(why('archives.restore', denied)).toBe('This key lacks the permission glacier:InitiateJob.');
		expect(why('inventory.refresh', denied)).toBe('This key lacks the permission glacier:InitiateJob.');
	});

	it('asks for a vault, an archive or a transfer where it is about one', () => {
		expect(why('archives.upload', nothing)).toBe('No vault is chosen.');
		expect(why('archives.restore', inVault)).toBe('Nothing is marked, and no archive is under the cursor.');
		expect(why('archives.restore', {...inVault, marked: 2})).toBeUndefined();
		expect(why('archives.delete', {...inVault, archive: {} as Archive})).toBeUndefined();
		expect(why('transfers.pause', inVault)).toBe('No transfer is under the cursor.');
	});

	it('needs the service only where it asks it', () => {
		const offline = {...inVault, connected: false};
		expect(why('vaults.list', offline)).toBe('The service cannot be reached at the moment.');
		expect(why('inventory.list', offline)).toBeUndefined();
		expect(why('transfers.list', offline)).toBeUndefined();
	});

	it.each([
		['transfers.pause', 'moving', undefined],
		['transfers.pause', 'paused', 'This transfer is paused already.'],
		['transfers.pause', 'done', 'This transfer is over.'],
		['transfers.resume', 'paused', undefined],
		['transfers.resume', 'failed', undefined],
		['transfers.resume', 'moving', 'This transfer is under way.'],
		['transfers.resume', 'done', 'This transfer is over.'],
		['transfers.cancel', 'failed', undefined],
		['transfers.cancel', 'done', 'This transfer is over.'],
		['transfers.forget', 'done', undefined],
		['transfers.forget', 'moving', 'This transfer is not over: cancel it first.'],
	] as const)('%s of one that is %s: %s', (name, state, sentence) => {
		expect(why(name, withTransfer(state))).toBe(sentence);
	});
});
