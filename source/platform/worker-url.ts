import {statSync} from 'node:fs';

/** Set to true by the build, so that the program knows that its files stand in one folder and not in their source tree. */
declare const ICEAXE_BUNDLED: boolean | undefined;

/** The programs that run on threads of their own. */
export type WorkerName = 'catalog-worker' | 'import-worker' | 'early-worker' | 'scan-worker' | 'hash-worker';

/** Where each stands in the source, from this file. The build makes a file of each. */
export const workerSources: Record<WorkerName, string> = {
	'catalog-worker': '../catalog/worker.ts',
	'import-worker': '../catalog/import/worker.ts',
	'early-worker': '../catalog/import/early-worker.ts',
	'scan-worker': '../catalog/views/scan-worker.ts',
	'hash-worker': '../engine/hashing/worker.ts',
};

const isBundled = typeof ICEAXE_BUNDLED !== 'undefined' && ICEAXE_BUNDLED;

const fileUrl = (name: string, inSource: string, from: string, bundled: boolean): URL => {
	if (!bundled) return new URL(inSource, from);
	// With code splitting this module may have landed in a chunk one folder below the main file.
	const inChunk = /\/chunks\/[^/]*$/.test(new URL(from).pathname);
	return new URL(`${inChunk ? '../' : './'}${name}.js`, from);
};

/**
 * Where a worker's program is: its TypeScript file when run from source, `<name>.js` at the root of the built folder
 * otherwise. `from` is where this code stands, for tests.
 */
export const workerUrl = (name: WorkerName, from = import.meta.url, bundled = isBundled): URL =>
	fileUrl(name, workerSources[name], from, bundled);

/** Where the whole program is, for a process of its own. */
export const programUrl = (from = import.meta.url, bundled = isBundled): URL =>
	fileUrl('iceaxe', '../launcher.ts', from, bundled);

/**
 * A text that tells this build of the program from every other: its version, and when its file was made. Two processes of the same mark run the
 * same code.
 */
export const buildMark = (version: string): string =>
	`${version} ${Math.trunc(statSync(programUrl()).mtimeMs).toString(36)}`;
