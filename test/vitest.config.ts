import {defineConfig} from 'vitest/config';

/** Tests of pure code and of servers that each file starts itself: they leave nothing behind, and share a process to save its start. */
const together = 'test/{model,store,commands,contract,glacier,settings,link,emulator}/**/*.{ts,tsx}';

const apart = ['test/{helpers,fixtures,bench}/**', 'test/vitest.config.ts'];

export default defineConfig({
	// React in production has no jsxDEV.
	oxc: {jsx: {runtime: 'automatic', development: false}},
	test: {
		root: '.',
		env: {FORCE_COLOR: '3', TZ: 'UTC', LC_ALL: 'C.UTF-8', NODE_ENV: 'production'},
		globalSetup: 'test/helpers/own-temporary-folder.ts',
		pool: 'forks',
		maxWorkers: 2,
		testTimeout: 90_000,
		hookTimeout: 60_000,
		projects: [
			{extends: true, test: {name: 'apart', include: ['test/**/*.{ts,tsx}'], exclude: [...apart, together]}},
			{extends: true, test: {name: 'together', include: [together], exclude: apart, isolate: false}},
		],
	},
});
