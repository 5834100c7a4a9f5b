import {invalidInput, isAbort, toErrorValue} from '../../model/errors/errors.ts';
import type {Requests} from '../../model/requests.ts';
import type {ArgumentValues, Command, Output, Tools} from '../command.ts';
import {limitOption, ownLimitOf} from '../own-limit.ts';
import {firstOf, noVault, offline} from '../situations.ts';
import {absolutePath, allOf, bytesIn, chosenVault, manyOf, textOf, vaultOption} from '../values.ts';
import {outputsOfOwn, whenFinished} from '../when-finished.ts';
import {folderChoice, uploadFolder} from './upload-folder.ts';
import {planFiles} from './upload-plan.ts';
import {pipeName, uploadStream} from './upload-stream.ts';

/** Options that mean something only with one kind of thing to upload. */
const onlyFor: readonly {names: readonly string[]; kind: 'pipe' | 'folder'; sentence: string; hint: string}[] = [
	{names: ['command', 'expect-size'], kind: 'pipe', sentence: 'is for a pipe.', hint: 'Give - in place of files.'},
	{
		names: ['include', 'exclude', 'checksum'],
		kind: 'folder',
		sentence: 'is for folders.',
		hint: 'Give the folder in place of its files.',
	},
];

/**
 * Looks whether what was said goes together.
 * @throws IceaxeError `invalid-input`
 */
const checkTogether = (values: ArgumentValues, kinds: readonly ('pipe' | 'folder' | 'file')[]): void => {
	const given = (name: string) => allOf(values, name).length > 0 || values[name] === true;
	if (kinds.includes('pipe') && kinds.length > 1) {
		throw invalidInput('A pipe is uploaded alone, without files beside it.');
	}
	for (const {names, kind, sentence, hint} of onlyFor) {
		const wrong = kinds.every((one) => one === kind) ? undefined : names.find(given);
		if (wrong) throw invalidInput(`--${wrong} ${sentence}`, hint);
	}
	if (given('dry-run') && kinds.includes('pipe')) {
		throw invalidInput('--dry-run is for files and folders: nobody knows what will come through a pipe.');
	}
	if (given('description') && kinds.includes('folder')) {
		throw invalidInput('The files of a folder have descriptions of their own, or they could not be told apart.');
	}
	if (!given('name')) return;
	if (given('description')) {
		throw invalidInput('A name is part of a description that iceaxe writes.', 'Say --name or --description, not both.');
	}
	if (kinds.length > 1) throw invalidInput('Several files cannot have the same name.');
};

export const uploadArchives: Command = {
	name: 'archives.upload',
	title: 'Upload files',
	description:
		'Uploads each file, and each file of a folder, as an archive of its own, or what comes through a pipe as one. An unfinished upload of the same file is taken up again. Gives the archive id, its location and its tree hash.',
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
			title:
				'What the archive is called, in the mt2 form, instead of the name of the file or folder; a pipe has no other.',
			type: 'text',
		},
		{
			name: 'include',
			title: 'Of a folder: only files that match, such as *.jpg or 2026/*/raw.tar. May be said several times.',
			type: 'text',
			repeated: true,
		},
		{
			name: 'exclude',
			title:
				'Of a folder: leaves out files and folders that match, such as *.tmp or cache/. May be said several times.',
			type: 'text',
			repeated: true,
		},
		{
			name: 'checksum',
			title: 'Of a folder: leaves out what the vault has by size and tree hash, which reads every file.',
			type: 'flag',
			otherwise: 'by name, size and time',
		},
		{
			name: 'dry-run',
			title:
				'Shows what would go, in parts of which size, what of a folder is left out and why, and the cost, and stops.',
			type: 'flag',
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
		limitOption,
		{
			name: 'wait',
			title: 'Return when the archives are in the vault.',
			type: 'flag',
			otherwise: 'always so on the command line',
		},
	],
	effect: 'costs',
	lasting: 'begins',
	needs: ['glacier:InitiateMultipartUpload', 'glacier:UploadMultipartPart', 'glacier:CompleteMultipartUpload'],
	unavailable: firstOf(offline, noVault),
	async *run(values, tools) {
		const {link, folder} = tools;
		const given = manyOf(values, 'file');
		const kinds = await Promise.all(given.map((path) => kindOf(path, tools)));
		checkTogether(values, kinds);
		const how = {vaultName: await chosenVault(values, link), ...saidOf(values)};
		if (kinds[0] === 'pipe') {
			yield* uploadStream(values, tools, how);
			return;
		}
		const files = given.filter((_, index) => kinds[index] === 'file');
		if (files.length > 0) {
			yield* values['dry-run'] === true ? planFiles(files, how, tools) : uploadFiles(files, how, values, tools);
		}
		for (const path of given.filter((_, index) => kinds[index] === 'folder')) {
			const choice = {...folderChoice(values, path, folder, how.vaultName), limit: how.limit ?? null};
			yield* uploadFolder(choice, values, tools);
		}
	},
};

const kindOf = async (path: string, {link, folder, signal}: Tools): Promise<'pipe' | 'folder' | 'file'> => {
	if (path === pipeName) return 'pipe';
	const kind = await link.request('paths.look', {path: absolutePath(folder, path)}, signal);
	// What is not there is said where it is opened.
	return kind ?? 'file';
};

/** What a person said of how each file is to be stored. */
const saidOf = (values: ArgumentValues): Omit<Requests['archives.upload']['takes'], 'path' | 'vaultName'> => {
	const description = textOf(values, 'description');
	const name = textOf(values, 'name');
	const partSize = bytesIn(values, 'part-size');
	const limit = ownLimitOf(values);
	return {
		...(description === undefined ? {} : {description}),
		...(name === undefined ? {} : {name}),
		...(partSize === undefined ? {} : {partSize}),
		...(limit ? {limit} : {}),
	};
};

/** A screen says `wait: false`: it hears from the transfers themselves how they go on. */
async function* uploadFiles(
	files: readonly string[],
	how: Omit<Requests['archives.upload']['takes'], 'path'>,
	values: ArgumentValues,
	{link, folder, signal}: Tools,
): AsyncGenerator<Output> {
	const failures: Output[] = [];
	const started = [];
	for (const file of files) {
		try {
			const path = absolutePath(folder, file);
			started.push(await link.request('archives.upload', {...how, path}, signal));
		} catch (error) {
			if (isAbort(error)) throw error;
			failures.push({kind: 'failure', value: {subject: file, error: toErrorValue(error)}});
		}
	}
	yield* failures;
	if (values.wait !== false) yield* whenFinished(started, link, signal, outputsOfOwn);
	else for (const transfer of started) yield {kind: 'transfer', value: transfer};
}
