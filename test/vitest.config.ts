import {join} from 'node:path';
import {defineConfig} from 'vitest/config';
import {BaseSequencer, type TestSpecification} from 'vitest/node';

// Most of a test's time goes into starting processes and threads, and most of a start into compiling what was compiled the time before.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '..', 'node_modules', '.cache', 'compiled');

/** No tests. */
const aside = ['test/{helpers,fixtures,bench}/**', 'test/vitest.config.ts'];

/** Tests that change the process they run in: its streams, its handlers, its end. */
const apart = ['test/*.ts', 'test/tui/terminal/**/*.{ts,tsx}'];

/** Rooms whose tests take long. Files without a known duration would go by their size, and one that starts a program twenty times may be short. */
const lengthy = /\/test\/(headless|journeys|engine)\//;

/** What takes long comes first, so that no processor is idle at the end. */
class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const {first = [], later = []} = Object.groupBy(await super.sort(files), ({moduleId}) =>
			lengthy.test(moduleId) ? 'first' : 'later',
		);
		return [...first, ...later];
	}
}

export default defineConfig({
	// React in production has no jsxDEV.
	oxc: {jsx: {runtime: 'automatic', development: false}},
	test: {
		root: '.',
		env: {FORCE_COLOR: '3', TZ: 'UTC', LC_ALL: 'C.UTF-8', NODE_ENV: 'production'},
		globalSetup: 'test/helpers/own-temporary-folder.ts',
		pool: 'forks',
		maxWorkers: 2,
		sequence: {sequencer: LongestFirst},
		testTimeout: 90_000,
		hookTimeout: 60_000,
		projects: [
			{extends: true, test: {name: 'apart', include: apart, exclude: aside}},
			// The others leave nothing behind, and share a process to save its start and what each imports.
			{
				extends: true,
				test: {name: 'together', include: ['test/**/*.{ts,tsx}'], exclude: [...aside, ...apart], isolate: false},
			},
		],
	},
});
