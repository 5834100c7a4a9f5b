import {folderChoice} from '../../../commands/archives/upload-folder.ts';
import {absolutePath} from '../../../commands/values.ts';
import type {ErrorValue} from '../../../model/errors/iceaxe-error.ts';
import type {FolderChoice, FolderSums} from '../../../model/folder-upload.ts';
import {enteredIn, type FormState, formOf, inputOf, type TextInput, textInput, withInput} from '../form.ts';

/** Uploads a file, or the files of a folder, to a vault. */
export type UploadDialog = FormState & {
	kind: 'upload';
	vaultName: string;
	/** Where relative paths begin. */
	folder: string;
	/** What stands at a path, when the engine has looked. */
	found: {path: string; kind: 'file' | 'folder' | null} | null;
	/** What there is to upload in the folder, and of which choice that was said. */
	sums: {key: string; of: FolderSums} | null;
	/** Why that cannot be said. */
	sumsError: ErrorValue | null;
};

const description = textInput('description', 'describe', {otherwise: 'its path and time, in the mt2 form'});
const exclude = textInput('exclude', 'without', {
	otherwise: 'files and folders such as *.tmp cache/',
});

export const uploadDialog = (vaultName: string, folder: string): UploadDialog => ({
	kind: 'upload',
	vaultName,
	folder,
	found: null,
	sums: null,
	sumsError: null,
	...formOf(textInput('path', 'file', {completes: 'paths'}), description),
});

/** The path that was typed, without the `/` that completion leaves behind a folder: its own name is to stand before its files'. */
export const givenPath = ({form}: UploadDialog): string => {
	const path = enteredIn(form, 'path').trim();
	return path.length > 1 ? path.replace(/\/+$/, '') : path;
};

export const excluded = ({form}: UploadDialog): string[] => enteredIn(form, 'exclude').split(/\s+/).filter(Boolean);

/** The folder that is chosen; null while it is a file, or nobody knows. */
export const chosenFolder = (dialog: UploadDialog): FolderChoice | null => {
	const path = givenPath(dialog);
	if (path === '' || dialog.found?.kind !== 'folder' || dialog.found.path !== path) return null;
	return folderChoice({exclude: excluded(dialog)}, path, dialog.folder, dialog.vaultName);
};

/**
 * Whether the folder is to be looked through: not while its path is typed, which begins with other folders.
 */
export const isLookedThrough = (dialog: UploadDialog): boolean => chosenFolder(dialog) !== null && dialog.form.at > 0;

/** Goes on from the path of a folder to what is left out of it. */
export const lookingThrough = (dialog: UploadDialog): UploadDialog => ({
	...dialog,
	form: {...dialog.form, at: 1},
	problem: null,
});

/** A name for what its sums are asked by. */
export const sumsKey = (choice: FolderChoice): string => `sums ${JSON.stringify([choice.path, choice.exclude])}`;

/** The sums of what is chosen now. */
export const currentSums = (dialog: UploadDialog): FolderSums | null => {
	const choice = chosenFolder(dialog);
	return choice && dialog.sums?.key === sumsKey(choice) ? dialog.sums.of : null;
};

/** The dialog when it is known what stands at a path: a folder is asked what is left out, a file how it is described. */
export const withFound = (dialog: UploadDialog, path: string, kind: 'file' | 'folder' | null): UploadDialog => {
	const {form} = dialog;
	const second = kind === 'folder' ? exclude : description;
	const inputs = inputOf(form, second.name) ? form.inputs : [form.inputs[0]!, second];
	return {...dialog, form: {...form, inputs}, found: {path, kind}, sumsError: null};
};

/** The dialog with completions of its path. */
export const withCompletions = (dialog: UploadDialog, options: readonly string[]): UploadDialog => {
	const input = inputOf(dialog.form, 'path') as TextInput;
	return {...dialog, form: withInput(dialog.form, {...input, options})};
};

/** Where the engine looks. */
export const lookedAt = (dialog: UploadDialog): string => absolutePath(dialog.folder, givenPath(dialog));

/** Why it cannot be agreed to yet, as a sentence; null when it can. */
export const obstacle = (dialog: UploadDialog): string | null => {
	const path = givenPath(dialog);
	if (path === '') return 'There is no file chosen.';
	if (!chosenFolder(dialog)) return null;
	const sums = currentSums(dialog);
	if (!sums) return dialog.sumsError?.message ?? 'The folder is still being looked through.';
	return sums.files === 0 ? 'There is nothing to upload in it.' : null;
};
