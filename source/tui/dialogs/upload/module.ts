import type {FolderSums} from '../../../model/folder-upload.ts';
import type {Screen} from '../../screen/screen.ts';
import {showBegun} from '../../screen/situation.ts';
import {span} from '../../text/line.ts';
import {enteredIn} from '../form.ts';
import type {DialogModule} from '../module.ts';
import {objectTo, runFrom} from '../run-command.ts';
import {uploadLines} from './lines.ts';
import {
	chosenFolder,
	excluded,
	givenPath,
	isLookedThrough,
	lookedAt,
	lookingThrough,
	obstacle,
	sumsKey,
	type UploadDialog,
	withCompletions,
	withFound,
} from './upload.ts';

type Open = UploadDialog & {id: number};

/** Whoever is quick agrees before the engine has looked. */
const looked = async (dialog: Open, screen: Screen): Promise<Open> => {
	const path = givenPath(dialog);
	const link = screen.link();
	if (path === '' || dialog.found?.path === path || !link) return dialog;
	const kind = await link.request('paths.look', {path: lookedAt(dialog)}, screen.signal);
	return {...withFound(dialog, path, kind), id: dialog.id};
};

export const uploadModule: DialogModule<Open> = {
	context: 'form',
	width: 76,
	title: (dialog) => [span(chosenFolder(dialog) ? 'Upload the files of a folder' : 'Upload a file', 'focus-title')],
	lines: uploadLines,
	keys: (dialog) => [
		['enter', chosenFolder(dialog) && !isLookedThrough(dialog) ? 'look through it' : 'upload'],
		['tab', 'complete, next'],
		['esc', 'back'],
	],
	needs: (dialog) => {
		const prefix = enteredIn(dialog.form, 'path');
		const choice = chosenFolder(dialog);
		const path = givenPath(dialog);
		return [
			{key: `paths ${prefix}`, name: 'paths.complete', takes: {prefix, folder: dialog.folder}},
			...(path === '' ? [] : [{key: `look ${path}`, name: 'paths.look' as const, takes: {path: lookedAt(dialog)}}]),
			...(choice && isLookedThrough(dialog)
				? [{key: sumsKey(choice), name: 'folders.sum' as const, takes: {choice}}]
				: []),
		];
	},
	answered: (dialog, key, answer) => {
		const {id} = dialog;
		if (key.startsWith('paths ')) return {...withCompletions(dialog, answer as string[]), id};
		if (key.startsWith('sums ')) return {...dialog, sums: {key, of: answer as FolderSums}, sumsError: null};
		const path = key.slice('look '.length);
		return {...withFound(dialog, path, answer as 'file' | 'folder' | null), id};
	},
	refused: (dialog, key, error) => (key.startsWith('sums ') ? {...dialog, sums: null, sumsError: error} : dialog),
	submit: async (opened, screen) => {
		const dialog = await looked(opened, screen);
		if (chosenFolder(dialog) && !isLookedThrough(dialog)) {
			return screen.change({type: 'dialog', dialog: {...lookingThrough(dialog), id: dialog.id}});
		}
		const why = obstacle(dialog);
		if (why !== null) return objectTo(screen, dialog, why);
		const description = enteredIn(dialog.form, 'description');
		const isFolder = chosenFolder(dialog) !== null;
		const outputs = await runFrom(screen, dialog, 'archives.upload', {
			file: [givenPath(dialog)],
			vault: dialog.vaultName,
			wait: false,
			...(description === '' ? {} : {description}),
			...(isFolder ? {exclude: excluded(dialog)} : {}),
		});
		if (!outputs) return;
		const [begun] = outputs.flatMap((output) => (output.kind === 'transfer' ? [output.value] : []));
		if (isFolder || begun) showBegun(screen, begun?.transferId);
	},
};
