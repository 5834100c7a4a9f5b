import {getCompileCacheDir} from 'node:module';
import type {Fact, Info} from './headless/print-info.ts';
import {logPath} from './platform/log-file.ts';
import {preferenceNames, preferencesPath} from './settings/preferences.ts';
import type {Settings} from './settings/settings.ts';
import {version} from './version.ts';

/** Every preference, and who said it. */
export const describePreferences = ({preferences, origins}: Settings): Fact[] =>
	preferenceNames.map((name) => ({name, value: preferences[name], origin: origins[name]!}));

/** What this program is, what it was told and by whom, and every path that it uses. Asks the service for nothing. */
export const describeProgram = async (settings: Settings): Promise<Info> => {
	const {demo, profile, region, accountId, endpoint, paths, origins} = settings;
	const search = await settings.credentialSearch();
	return {
		program: [
			{name: 'version', value: version},
			{name: 'file', value: process.argv[1] ?? null},
			{name: 'node', value: process.versions.node},
			{name: 'nodeFile', value: process.execPath},
			{name: 'system', value: `${process.platform} ${process.arch}`},
		],
		account: [
			{name: 'demo', value: demo, origin: origins.demo!},
			{name: 'profile', value: profile, origin: origins.profile!},
			{name: 'region', value: region, origin: origins.region!},
			{name: 'accountId', value: accountId === '-' ? null : accountId, origin: origins.accountId!},
			{name: 'endpoint', value: endpoint, origin: origins.endpoint!},
		],
		preferences: describePreferences(settings),
		paths: [
			{name: 'settings', value: preferencesPath(paths.config), origin: origins.paths!},
			{name: 'catalog', value: settings.catalogPath, origin: origins.paths!},
			{name: 'data', value: paths.data, origin: origins.paths!},
			{name: 'log', value: logPath(paths.log), origin: origins.paths!},
			{name: 'runtime', value: paths.runtime, origin: origins.paths!},
			{name: 'compiled', value: getCompileCacheDir() ?? null},
		],
		// In the demo the emulator has its own key, and nobody looks for others.
		credentials: demo ? [] : search.map(({source, where, found}) => ({name: source, value: found, origin: where})),
	};
};
