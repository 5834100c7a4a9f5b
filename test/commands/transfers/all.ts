import {expect, it} from 'vitest';
import type {Command} from '../../../source/commands/command.ts';
import {pauseTransfers} from '../../../source/commands/transfers/pause.ts';
import {resumeTransfers} from '../../../source/commands/transfers/resume.ts';
import type {TransferState} from '../../../source/model/transfer.ts';
import {transfer} from '../../fixtures/scene.ts';
import {scriptedLink} from '../../helpers/scripted-link.ts';

/** Which transfers a command asked the engine about, in which order; somebody has put the third first. */
const askedOf = async (command: Command, state: TransferState): Promise<string[]> => {
	const placed = {a: 2, b: 3, c: 1};
	const all = Object.entries(placed).map(([transferId, place]) => transfer(transferId, {state, place}));
	const link = scriptedLink(
		[],
		{},
		{'transfers.list': () => all, 'transfers.pause': () => null, 'transfers.resume': () => null},
	);
	const tools = {link, folder: '/', signal: new AbortController().signal, say: () => {}, confirm: async () => true};
	for await (const _ of command.run({all: true, wait: false}, tools));
	const asked = link.asked.filter(({name}) => name !== 'transfers.list');
	return asked.map(({takes}) => (takes as {transferId: string}).transferId);
};

it('resumes all in the order of the queue, and pauses them from its end', async () => {
	expect(await askedOf(resumeTransfers, 'paused')).toEqual(['c', 'a', 'b']);
	expect(await askedOf(pauseTransfers, 'queued')).toEqual(['b', 'a', 'c']);
});
