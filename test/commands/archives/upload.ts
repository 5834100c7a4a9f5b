import {describe, expect, it} from 'vitest';
import {uploadArchives} from '../../../source/commands/archives/upload.ts';
import type {ArgumentValues, Output, Tools} from '../../../source/commands/command.ts';
import {scriptedLink} from '../../helpers/scripted-link.ts';

/** Runs the command with an engine that takes nothing; a path that ends in `/` is a folder. */
const run = async (
	values: ArgumentValues,
	more: Partial<Tools> = {},
): Promise<{outputs: Output[]; asked: string[]}> => {
	const link = scriptedLink([]);
	const outputs: Output[] = [];
	const tools: Tools = {
		...{link, folder: '/srv', signal: new AbortController().signal},
		say: () => {},
		confirm: async () => true,
		...more,
	};
	for await (const output of uploadArchives.run({vault: 'nightly', ...values}, tools)) outputs.push(output);
	return {outputs, asked: link.asked.map(({name}) => name)};
};

describe('an upload', () => {
	it.each<[ArgumentValues, string]>([
		[{file: ['-']}, 'What comes through a pipe has no name of its own.'],
		[{file: ['-', 'a.tar'], name: 'x'}, 'A pipe is uploaded alone, without files beside it.'],
		[{file: ['-'], name: 'x', 'part-size': 'much'}, '`much` is no size for --part-size.'],
		[{file: ['-'], name: 'x', 'expect-size': '1,5G'}, '`1,5G` is no size for --expect-size.'],
		[{file: ['-'], name: 'x', exclude: ['*.tmp']}, '--exclude is for folders.'],
		[{file: ['a.tar'], limit: 'fast'}, '`fast` is no bandwidth.'],
		[{file: ['a.tar'], command: 'tar c .'}, '--command is for a pipe.'],
		[{file: ['a.tar'], checksum: true}, '--checksum is for folders.'],
		[{file: ['-'], name: 'x', 'dry-run': true}, '--dry-run is for files and folders'],
		[{file: ['a.tar'], name: 'x', description: 'y'}, 'A name is part of a description that iceaxe writes.'],
		[{file: ['a.tar', 'b.tar'], name: 'x'}, 'Several files cannot have the same name.'],
	])('refuses %j before anything is sent', async (values, sentence) => {
		const pipe = () => {
			throw new Error('Nobody should look at the pipe yet.');
		};
		await expect(run(values, {pipe})).rejects.toThrow(sentence);
	});

	it('has no pipe in the screen', async () => {
		await expect(run({file: ['-'], name: 'x'})).rejects.toThrow('A pipe can be uploaded on the command line only.');
	});
});
