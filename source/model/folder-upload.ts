import type {OwnLimit} from './bandwidth.ts';
import {countedText, countText} from './format.ts';
import type {PlannedFile} from './planned-file.ts';
import type {Transfer} from './transfer.ts';

/** A folder whose files are uploaded, each as an archive of its own. */
export type FolderChoice = {
	vaultName: string;
	/** Absolute. */
	path: string;
	/** What stands before the files' paths within the folder: its own name, usually. Empty for nothing. */
	under: string;
	/** Globs on paths within the folder; one without `/` is meant at any depth. Without any, all files. */
	include: readonly string[];
	/** The same, and stronger. A folder that it names is not looked into. */
	exclude: readonly string[];
	/** Compare what the catalog holds by tree hash, which reads every file, and not by time. */
	checksum: boolean;
	/** Bytes; else as each file's size asks for. */
	partSize?: number;
	/** Of all its files together. */
	limit?: OwnLimit | null;
};

/** Why a file is left out without anything being wrong. */
export const skipReasons = {
	there: 'in the vault already',
	excluded: 'excluded',
	empty: 'empty: the service stores no archive of 0 bytes',
	link: 'a symbolic link',
	special: 'neither file nor folder',
} as const;
export type SkipReason = keyof typeof skipReasons;

/** What is left out, in words: `3 excluded`, `1 link`. */
export const skippedTexts = (skipped: Record<SkipReason, number>): string[] => {
	const words: Record<SkipReason, (count: number) => string> = {
		there: (count) => `${countText(count)} in the vault already`,
		excluded: (count) => `${countText(count)} excluded`,
		empty: (count) => `${countText(count)} empty`,
		link: (count) => countedText(count, 'link'),
		special: (count) => `${countText(count)} neither file nor folder`,
	};
	const reasons = Object.keys(words) as SkipReason[];
	return reasons.filter((reason) => skipped[reason] > 0).map((reason) => words[reason](skipped[reason]));
};

/** What was found in a folder, and done. */
export type FolderSums = {
	/** Files that are to be uploaded. */
	files: number;
	bytes: number;
	requests: number;
	skipped: Record<SkipReason, number>;
	/** Files that cannot be uploaded, or whose upload failed. */
	failed: number;
	uploaded: number;
	uploadedBytes: number;
};

export const noSums = (): FolderSums => ({
	files: 0,
	bytes: 0,
	requests: 0,
	skipped: {there: 0, excluded: 0, empty: 0, link: 0, special: 0},
	failed: 0,
	uploaded: 0,
	uploadedBytes: 0,
});

/** Counts a file that was found. */
export const addFound = (sums: FolderSums, {skipped, error, size, requests}: PlannedFile): void => {
	if (skipped) sums.skipped[skipped]++;
	else if (error) sums.failed++;
	else {
		sums.files++;
		sums.bytes += size!;
		sums.requests += requests;
	}
};

/** What became of one file: that it was found, or that its upload is over. */
export type FolderResult = {file: PlannedFile} | {transfer: Transfer};
