import {existsSync, statSync} from 'node:fs';
import {resolve} from 'node:path';
import type {Metafile} from 'esbuild';
import {beforeAll, describe, expect, it} from 'vitest';
import {workerSources} from '../source/platform/worker-url.ts';
import {type BuiltProgram, builtProgram} from './helpers/built-program.ts';

let built: BuiltProgram;
let outputs: Metafile['outputs'];
beforeAll(async () => {
	built = await builtProgram();
	outputs = built.metafile.outputs;
});

/** The output that a source file is the way into. */
const outputOf = (source: string): string => {
	const found = Object.entries(outputs).find(([, {entryPoint}]) => entryPoint === source);
	if (!found) throw new Error(`Nothing is built from ${source}.`);
	return found[0];
};

/** Everything that is read before the program of `source` begins: its file and what that imports, without what it may import later. */
const readAtOnce = (source: string): {inputs: string[]; bytes: number} => {
	const files = new Set<string>();
	const visit = (file: string) => {
		if (files.has(file) || !outputs[file]) return;
		files.add(file);
		for (const {path, kind} of outputs[file].imports) if (kind === 'import-statement') visit(path);
	};
	visit(outputOf(source));
	const inputs = [...files].flatMap((file) => Object.keys(outputs[file]!.inputs));
	return {inputs, bytes: [...files].reduce((sum, file) => sum + outputs[file]!.bytes, 0)};
};

const heavy =
	/node_modules\/(react|ink|yoga-layout|@aws-sdk|@smithy|conf|pino|zustand)|source\/(tui|emulator|engine|catalog|glacier)\//;

describe('the build', () => {
	it('makes a file of each worker, where the program looks for it', () => {
		for (const name of Object.keys(workerSources)) expect(existsSync(resolve(built.folder, `${name}.js`))).toBe(true);
	});

	it('gives the program to run, not to read only', () => {
		expect(statSync(built.program).mode & 0o111).toBe(0o111);
	});

	it('reads little before it knows what is asked', () => {
		const {inputs, bytes} = readAtOnce('source/cli.ts');
		expect(inputs.filter((path) => heavy.test(path))).toEqual([]);
		expect(bytes).toBeLessThan(250_000);
	});

	it('leaves alone what Node needs for `fetch`, which an import of its HTTP would load', () => {
		const imported = Object.values(outputs).flatMap(({imports}) => imports);
		expect(imported.filter(({path, kind}) => /^(node:)?https?$/.test(path) && kind === 'import-statement')).toEqual([]);
	});

	it('starts on any Node with a file that imports nothing else', () => {
		expect(readAtOnce('source/launcher.ts').inputs).toEqual(['source/launcher.ts']);
	});

	it('gives the emulator no part of the program that talks to it', () => {
		const {inputs} = readAtOnce('source/emulator/command.ts');
		expect(
			inputs.filter((path) => /node_modules\/(react|ink|@aws-sdk)|source\/(tui|engine|catalog|glacier)\//.test(path)),
		).toEqual([]);
	});
});
