import {describe, expect, it} from 'vitest';
import {timestamp} from '../../../source/model/timestamp.ts';
import {
	type DeleteArchivesDialog,
	deleteArchivesDialog,
	isAgreed,
	wanted,
} from '../../../source/tui/dialogs/delete-archives/delete-archives.ts';
import {stayingText} from '../../../source/tui/dialogs/delete-archives/lines.ts';
import {formAfter} from '../../../source/tui/dialogs/form.ts';

const first = Date.parse('2026-12-01T10:00:00Z');
const archiveId = `kX3b9-Qa${'x'.repeat(130)}`;
const named = (name: string) => ({archiveId, name, created: timestamp(first + 86_400_000)});
const open = (change: Partial<DeleteArchivesDialog> = {}): DeleteArchivesDialog => ({
	...deleteArchivesDialog({
		...{vaultName: 'photos', archiveIds: [archiveId], filter: '', hidden: 0, archives: 1, bytes: 10, early: null},
		named: [named('ver.txt')],
		...change,
	}),
	...change,
});
const entering = (dialog: DeleteArchivesDialog, text: string): boolean =>
	isAgreed({...dialog, form: formAfter(dialog.form, {do: 'edit', edit: {do: 'insert', text}})});

describe('what is typed to delete', () => {
	it('is the name of a single archive', () => {
		expect(wanted(open())).toBe('ver.txt');
		expect(entering(open(), 'ver.txt')).toBe(true);
		for (const other of ['', 'ver', 'VER.TXT', '1', 'photos']) expect(entering(open(), other)).toBe(false);
	});

	it('is how many they are where they are several, and not the name of their vault', () => {
		const many = open({archiveIds: null, archives: 1204});
		expect(wanted(many)).toBe('1204');
		expect(entering(many, '1204')).toBe(true);
		expect(entering(many, '1,204')).toBe(true);
		for (const other of ['', '120', 'photos', 'ver.txt']) expect(entering(many, other)).toBe(false);
	});

	it.each([
		'up/new␊line.txt',
		'up/new\nline.txt',
		'x'.repeat(243),
		'two  spaces',
		'zero\u200Bwidth',
		'👩‍👩‍👧 family.jpg',
	])('is the beginning of the id where the name cannot be typed, such as %j, which may be pasted', (name) => {
		const hostile = open({named: [named(name)]});
		expect(wanted(hostile)).toBe('kX3b9-Qa');
		expect(entering(hostile, 'kX3b9-Qa')).toBe(true);
		expect(entering(hostile, name)).toBe(true);
		expect(entering(hostile, 'up/newline')).toBe(false);
	});

	it('is never nothing', () => {
		const bare = open({named: [named('\u200B')]});
		expect(entering(bare, '')).toBe(false);
		expect(entering(bare, ' ')).toBe(false);
	});

	it('is a name with its accents put together either way', () => {
		const accented = open({named: [named('März.tar'.normalize('NFD'))]});
		expect(entering(accented, 'März.tar'.normalize('NFC'))).toBe(true);
	});
});

describe('the versions that stay', () => {
	it('are told of', () => {
		expect(stayingText(open())).toBeNull();
		expect(stayingText(open({others: []}))).toBeNull();
		expect(stayingText(open({others: [timestamp(first)]}))).toMatch(/^An older version, of 2026-12-01 .*, stays\.$/);
		expect(stayingText(open({others: [timestamp(first + 10 * 86_400_000)]}))).toMatch(/^A newer version/);
		expect(stayingText(open({others: [timestamp(first), timestamp(first - 1)]}))).toMatch(/^2 other versions/);
	});
});
