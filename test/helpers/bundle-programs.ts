import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {workerSources} from '../../source/platform/worker-url.ts';

/**
 * Builds programs as they are built for people, each one file beside those of its threads: they start in a fraction of the time.
 * @param programs names and where they stand
 * @param folder where they stand then, as `NAME.js`
 */
export const bundlePrograms = async (programs: Record<string, string>, folder: string): Promise<void> => {
	const workers = Object.entries(workerSources).map(([name, path]) => [
		name,
		fileURLToPath(new URL(`../../source/platform/${path}`, import.meta.url)),
	]);
	await build({
		entryPoints: {...programs, ...Object.fromEntries(workers)},
		...{outdir: folder, bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node22'},
		chunkNames: 'chunks/[name]-[hash]',
		define: {ICEAXE_BUNDLED: 'true'},
		banner: {js: "import {createRequire} from 'node:module';const require=createRequire(import.meta.url);"},
		logLevel: 'warning',
	});
	await writeFile(join(folder, 'package.json'), '{"type":"module"}');
};
