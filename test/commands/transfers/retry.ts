import {describe, expect, it} from 'vitest';
import type {Tools} from '../../../source/commands/command.ts';
import {retryTransfers} from '../../../source/commands/transfers/retry.ts';
import {transfer} from '../../fixtures/scene.ts';
import {scriptedLink} from '../../helpers/scripted-link.ts';

const retried = async (values: {transfer?: string[]}): Promise<string[]> => {
	const all = [
		transfer('t-file', {state: 'failed'}),
		transfer('t-pipe', {state: 'failed', stream: true, treeHash: null}),
		transfer('t-done', {state: 'done'}),
	];
	const link = scriptedLink(
		[],
		{},
		{
			'transfers.list': () => all,
			'transfers.resume': () => null,
			'transfers.finished': ({transferId}) => all.find((one) => one.transferId === transferId)!,
		},
	);
	const tools: Tools = {
		...{link, folder: '/', signal: new AbortController().signal},
		say: () => {},
		confirm: async () => true,
	};
	for await (const _ of retryTransfers.run(values, tools));
	return link.asked.flatMap(({name, takes}) =>
		name === 'transfers.resume' ? [(takes as {transferId: string}).transferId] : [],
	);
};

describe('trying again', () => {
	it('is for all that failed, but for pipes: their bytes are gone', async () => {
		expect(await retried({})).toEqual(['t-file']);
	});

	it('is for just those that are named', async () => {
		expect(await retried({transfer: ['t-pipe']})).toEqual(['t-pipe']);
	});
});
