import {defineConfig} from 'vitest/config';

export default defineConfig({
	// React in production has no jsxDEV.
	oxc: {jsx: {runtime: 'automatic', development: false}},
	test: {
		root: '.',
		include: ['test/**/*.{ts,tsx}'],
		exclude: ['test/{helpers,fixtures,bench}/**', 'test/vitest.config.ts'],
		env: {FORCE_COLOR: '3', TZ: 'UTC', LC_ALL: 'C.UTF-8', NODE_ENV: 'production'},
		pool: 'forks',
		maxWorkers: 2,
		testTimeout: 90_000,
		hookTimeout: 60_000,
	},
});
