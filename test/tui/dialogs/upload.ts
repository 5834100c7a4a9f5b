import {describe, expect, it} from 'vitest';
import {noSums} from '../../../source/model/folder-upload.ts';
import {enteredIn, formAfter, inputOf} from '../../../source/tui/dialogs/form.ts';
import {
	chosenFolder,
	currentSums,
	givenPath,
	isLookedThrough,
	lookingThrough,
	obstacle,
	sumsKey,
	type UploadDialog,
	uploadDialog,
	withFound,
} from '../../../source/tui/dialogs/upload/upload.ts';

const typed = (dialog: UploadDialog, text: string): UploadDialog => ({
	...dialog,
	form: formAfter(dialog.form, {do: 'edit', edit: {do: 'insert', text}}),
});
const open = (path: string): UploadDialog => typed(uploadDialog('photos', '/srv'), path);
const folder = () => withFound(open('2026/'), '2026', 'folder');

describe('an upload', () => {
	it('is of a file, or of what nobody can see: that is said where it is opened', () => {
		expect(obstacle(open(''))).toBe('There is no file chosen.');
		expect(obstacle(withFound(open('a.tar'), 'a.tar', 'file'))).toBeNull();
		expect(obstacle(withFound(open('a.tar'), 'a.tar', null))).toBeNull();
		expect(chosenFolder(withFound(open('a.tar'), 'a', 'folder'))).toBeNull();
	});

	it('asks of a file how it is described, and of a folder what is left out', () => {
		const names = ({form}: UploadDialog) => form.inputs.map(({name}) => name);
		expect(names(open('a'))).toEqual(['path', 'description']);
		expect(names(folder())).toEqual(['path', 'exclude']);
		expect(names(withFound(folder(), 'a', 'file'))).toEqual(['path', 'description']);
	});

	it('means a folder with its own name, whatever completion left behind it', () => {
		expect(givenPath(folder())).toBe('2026');
		expect(givenPath(open('/'))).toBe('/');
		expect(chosenFolder(folder())).toMatchObject({path: '/srv/2026', under: '2026', exclude: []});
		expect(chosenFolder(open('2026'))).toBeNull();
	});

	it('looks through a folder when its path is left, and not while it is typed', () => {
		expect(isLookedThrough(folder())).toBe(false);
		const looking = typed(lookingThrough(folder()), '*.tmp  cache/');
		expect(isLookedThrough(looking)).toBe(true);
		expect(enteredIn(looking.form, 'exclude')).toBe('*.tmp  cache/');
		expect(inputOf(looking.form, 'description')).toBeUndefined();
		expect(chosenFolder(looking)).toMatchObject({exclude: ['*.tmp', 'cache/']});
	});

	it('is agreed to only when what would go was shown', () => {
		const looking = lookingThrough(folder());
		expect(obstacle(looking)).toBe('The folder is still being looked through.');
		const key = sumsKey(chosenFolder(looking)!);
		const shown = {...looking, sums: {key, of: {...noSums(), files: 3}}};
		expect(obstacle(shown)).toBeNull();
		expect(currentSums(shown)).toMatchObject({files: 3});
		expect(obstacle({...shown, sums: {key, of: noSums()}})).toBe('There is nothing to upload in it.');
		// These were the sums of something else.
		expect(obstacle(typed(shown, '*'))).toBe('The folder is still being looked through.');
	});
});
