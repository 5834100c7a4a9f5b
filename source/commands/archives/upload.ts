import {invalidInput, isAbort, toErrorValue} from '../../model/errors/errors.ts';
import type {ArgumentValues, Command, Output} from '../command.ts';
import {firstOf, noVault, offline} from '../situations.ts';
import {absolutePath, bytesIn, chosenVault, manyOf, textOf, vaultOption} from '../values.ts';
import {whenFinished} from '../when-finished.ts';
import {pipeName, uploadStream} from './upload-stream.ts';

/** What cannot be said in one breath. */
const checkTogether = (values: ArgumentValues, files: readonly string[]): void => {
	const isPipe = files.includes(pipeName);
	if (isPipe && files.length > 1) throw invalidInput('A pipe is uploaded alone, without files beside it.');
	for (const name of isPipe ? [] : ['command', 'expect-size']) {
		if (textOf(values, name) !== undefined) throw invalidInput(`--${name} is for a pipe.`, 'Give - in place of files.');
	}
	if (textOf(values, 'name') === undefined) return;
	if (textOf(values, 'description') !== undefined) {
		throw invalidInput('A name is part of a description that iceaxe writes.', 'Say --name or --description, not both.');
	}
	if (files.length > 1) throw invalidInput('Several files cannot have the same name.');
};

export const uploadArchives: Command = {
	name: 'archives.upload',
	title: 'Upload files',
	description:
		'Uploads each file as an archive of its own, or what comes through a pipe as one. An unfinished upload of the same file is taken up again. Gives the archive id, its location and its tree hash.',
	arguments: [
		{
			name: 'file',
			title: 'The files; - is what comes through a pipe.',
			type: 'file',
			positional: true,
			many: true,
			required: true,
		},
		vaultOption,
		{
			name: 'description',
			title: 'What the service keeps beside the archive: at most 1,024 characters of printable ASCII.',
			type: 'text',
			otherwise: "the file's path and time in the mt2 form, from which its name is shown again",
		},
		{
			name: 'name',
			title: 'What the archive is called, in the mt2 form, instead of the path of the file; a pipe has no other.',
			type: 'text',
		},
		{
			name: 'command',
			title:
				'With -: runs this in a shell and uploads what it prints. When it fails or is killed, there is no archive.',
			type: 'text',
		},
		{
			name: 'part-size',
			title: 'The size of the parts, 1M × 2^n up to 4G. An archive has at most 10,000.',
			type: 'text',
			otherwise: 'as the size of the file asks for, and 32M for a pipe, which then may have 312 GiB',
		},
		{
			name: 'expect-size',
			title: 'With -: about how much will come, such as 800G, to choose the size of the parts by.',
			type: 'text',
		},
		{
			name: 'wait',
			title: 'Return when the archives are in the vault.',
			type: 'flag',
			otherwise: 'always so on the command line',
		},
	],
	effect: 'none',
	lasting: 'begins',
	needs: ['glacier:InitiateMultipartUpload', 'glacier:UploadMultipartPart', 'glacier:CompleteMultipartUpload'],
	unavailable: firstOf(offline, noVault),
	/** A screen says `wait: false`: it hears from the transfers themselves how they go on. */
	async *run(values, tools) {
		const {link, folder, signal} = tools;
		const files = manyOf(values, 'file');
		checkTogether(values, files);
		const vaultName = await chosenVault(values, link);
		if (files[0] === pipeName) {
			yield* uploadStream(values, tools, vaultName);
			return;
		}
		const description = textOf(values, 'description');
		const name = textOf(values, 'name');
		const partSize = bytesIn(values, 'part-size');
		const more = {
			...(description === undefined ? {} : {description}),
			...(name === undefined ? {} : {name}),
			...(partSize === undefined ? {} : {partSize}),
		};
		const failures: Output[] = [];
		const started = [];
		for (const file of files) {
			try {
				const path = absolutePath(folder, file);
				started.push(await link.request('archives.upload', {vaultName, path, ...more}, signal));
			} catch (error) {
				if (isAbort(error)) throw error;
				failures.push({kind: 'failure', value: {subject: file, error: toErrorValue(error)}});
			}
		}
		yield* failures;
		if (values.wait === false) {
			for (const transfer of started) yield {kind: 'transfer', value: transfer};
		} else {
			yield* whenFinished(started, link, signal);
		}
	},
};
