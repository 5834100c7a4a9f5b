import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {build, type Plugin} from 'esbuild';

/** Ink asks for React's developer tools, which are not installed, in a branch that production never takes. */
const withoutDevtools: Plugin = {
	name: 'without-devtools',
	setup: ({onResolve, onLoad}) => {
		onResolve({filter: /^react-devtools-core$/}, ({path}) => ({path, namespace: 'nothing'}));
		onLoad({filter: /.*/, namespace: 'nothing'}, () => ({contents: 'export default {}'}));
	},
};

/**
 * Bundles a program of test/fixtures into one file, which starts in a quarter of the time; `using` removes it.
 * @param name its path within test/fixtures
 */
export const bundleFixture = async (name: string): Promise<{path: string; [Symbol.dispose](): void}> => {
	const folder = mkdtempSync(join(tmpdir(), 'iceaxe-fixture-'));
	const path = join(folder, 'program.mjs');
	await build({
		entryPoints: [resolve(import.meta.dirname, '../fixtures', name)],
		outfile: path,
		bundle: true,
		platform: 'node',
		format: 'esm',
		target: 'node22',
		jsx: 'automatic',
		define: {'process.env.NODE_ENV': '"production"'},
		plugins: [withoutDevtools],
		banner: {
			js: "import {createRequire as __createRequire} from 'node:module'; const require = __createRequire(import.meta.url);",
		},
		logLevel: 'error',
	});
	return {path, [Symbol.dispose]: () => rmSync(folder, {recursive: true, force: true})};
};
