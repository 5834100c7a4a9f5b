import {isAbort, toErrorValue} from '../../model/errors/errors.ts';
import type {Command, Output} from '../command.ts';
import {firstOf, noVault, offline} from '../situations.ts';
import {absolutePath, chosenVault, manyOf, textOf, vaultOption} from '../values.ts';
import {whenFinished} from '../when-finished.ts';

export const uploadArchives: Command = {
	name: 'archives.upload',
	title: 'Upload files',
	description:
		'Uploads each file as an archive of its own. An unfinished upload of the same file is taken up again. Gives the archive id, its location and its tree hash.',
	arguments: [
		{name: 'file', title: 'The files.', type: 'file', positional: true, many: true, required: true},
		vaultOption,
		{
			name: 'description',
			title: 'What the service keeps beside the archive: at most 1,024 characters of printable ASCII.',
			type: 'text',
			otherwise: "the file's path and time in the mt2 form, from which its name is shown again",
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
	async *run(values, {link, folder, signal}) {
		const files = manyOf(values, 'file');
		const vaultName = await chosenVault(values, link);
		const description = textOf(values, 'description');
		const failures: Output[] = [];
		const started = [];
		for (const file of files) {
			try {
				const path = absolutePath(folder, file);
				const takes = {vaultName, path, ...(description === undefined ? {} : {description})};
				started.push(await link.request('archives.upload', takes, signal));
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
