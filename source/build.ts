import {chmod, mkdir, rename, rm} from 'node:fs/promises';
import {basename, join, relative, resolve} from 'node:path';
import {type BuildOptions, build, type Metafile, type Plugin} from 'esbuild';
import {workerSources} from './platform/worker-url.ts';

/*
 * Makes dist/: one file for each way in and chunks for what they share. What is imported dynamically (the screen, the service's client, the
 * emulator) stands in chunks of its own and is read only when it is needed.
 */

const root = resolve(import.meta.dirname, '..');

/**
 * What is not wanted: React's developer tools, which are not installed and for which Ink asks only when DEV is set; and what shows the cursor at
 * the end of the process, because it writes to standard error, whatever that is. The screen shows the cursor itself.
 */
const withoutUnwanted: Plugin = {
	name: 'without-unwanted',
	setup({onResolve, onLoad}) {
		onResolve({filter: /^(react-devtools-core|restore-cursor)$/}, ({path}) => ({path, namespace: 'nothing'}));
		onLoad({filter: /.*/, namespace: 'nothing'}, () => ({contents: 'export default () => {}'}));
	},
};

/**
 * Node's HTTP as `require` gives it. An `import` takes each name that a module has, and for three of this one's (`WebSocket` and its events) Node
 * loads all that it needs for `fetch`: a tenth of what a short command takes.
 */
const leanHttp: Plugin = {
	name: 'lean-http',
	setup({onResolve, onLoad}) {
		onResolve({filter: /^(node:)?https?$/}, ({path, kind}) =>
			kind === 'import-statement' ? {path: path.replace(/^(node:)?/, 'node:'), namespace: 'required'} : undefined,
		);
		onLoad({filter: /.*/, namespace: 'required'}, ({path}) => ({contents: `module.exports = require('${path}')`}));
	},
};

/** For commands, what measures text is loaded when there is something to measure: what it knows of graphemes takes 20 ms, and most have no use for it. */
const lazyWidths: Plugin = {
	name: 'lazy-widths',
	setup({onResolve, onLoad}) {
		const headless = join(root, 'source', 'headless');
		onResolve({filter: /^string-width$/}, ({path, importer}) =>
			importer.startsWith(headless) ? {path, namespace: 'lazy'} : undefined,
		);
		onLoad({filter: /.*/, namespace: 'lazy'}, ({path}) => ({
			contents: `let measure; export default (text) => (measure ??= require('${path}').default)(text);`,
			resolveDir: root,
		}));
	},
};

const workers = Object.fromEntries(
	Object.entries(workerSources).map(([name, path]) => [name, join(root, 'source', 'platform', path)]),
);

const options = (folder: string, more: Record<string, string>): BuildOptions & {metafile: true} => ({
	absWorkingDir: root,
	entryPoints: {iceaxe: join(root, 'source', 'launcher.ts'), ...workers, ...more},
	outdir: folder,
	chunkNames: 'chunks/[name]-[hash]',
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node22',
	// The names in a stack are worth more than their bytes.
	minifySyntax: true,
	minifyWhitespace: true,
	jsx: 'automatic',
	define: {'process.env.NODE_ENV': '"production"', ICEAXE_BUNDLED: 'true'},
	// Packages in the old format ask for Node's own modules with `require`.
	banner: {
		js: "import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);",
	},
	plugins: [withoutUnwanted, leanHttp, lazyWidths],
	metafile: true,
	logLevel: 'warning',
});

/**
 * Builds the program into `folder`, replacing what is there once all of it is made. `more` are further ways in, for who measures a part of
 * it as people have it: their names and files.
 * @throws Error when it cannot be built; the old one stays.
 */
export const buildProgram = async (folder: string, more: Record<string, string> = {}): Promise<Metafile> => {
	const fresh = `${folder}.new`;
	await rm(fresh, {recursive: true, force: true});
	const {metafile} = await build(options(fresh, more));
	await chmod(join(fresh, 'iceaxe.js'), 0o755);
	await rm(folder, {recursive: true, force: true});
	await mkdir(resolve(folder, '..'), {recursive: true});
	await rename(fresh, folder);
	return metafile;
};

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0).padStart(6)} kB`;

/** What each file weighs and which packages make it heavy. */
const sizeReport = ({outputs}: Metafile): string => {
	const rows = Object.entries(outputs)
		.filter(([, {bytes}]) => bytes > 30_000)
		.toSorted(([, a], [, b]) => b.bytes - a.bytes)
		.map(([path, {bytes, inputs}]) => {
			const packages = new Map<string, number>();
			for (const [input, {bytesInOutput}] of Object.entries(inputs)) {
				const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? 'iceaxe';
				packages.set(name, (packages.get(name) ?? 0) + bytesInOutput);
			}
			const heaviest = [...packages].toSorted(([, a], [, b]) => b - a).slice(0, 3);
			return `${kilobytes(bytes)}  ${basename(path).padEnd(34)} ${heaviest.map(([name]) => name).join(', ')}`;
		});
	const total = Object.values(outputs).reduce((sum, {bytes}) => sum + bytes, 0);
	return [...rows, `${kilobytes(total)}  in ${Object.keys(outputs).length} files`].join('\n');
};

if (import.meta.main) {
	const began = performance.now();
	const folder = resolve(process.argv[2] ?? join(root, 'dist'));
	// What is wrong has been written by then.
	const metafile = await buildProgram(folder).catch(() => process.exit(1));
	console.log(sizeReport(metafile));
	console.log(
		`${relative(process.cwd(), folder) || '.'} built in ${((performance.now() - began) / 1000).toFixed(1)} s`,
	);
}
