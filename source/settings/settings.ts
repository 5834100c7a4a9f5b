import {join} from 'node:path';
import {invalidInput} from '../model/errors/errors.ts';
import type {Network} from '../platform/agents.ts';
import type {CredentialSource} from '../platform/credentials.ts';
import {type StatePaths, statePaths} from '../platform/paths.ts';
import {type AwsFiles, configOrigin, noAwsFiles, profileSection, readAwsFiles} from './aws-files.ts';
import {catalogName, signerName} from './catalog-name.ts';
import {describeCredentialSearch, type SearchedPlace} from './credential-search.ts';
import {createCredentialSource} from './credentials.ts';
import {effectivePreferences} from './effective-preferences.ts';
import {readEndpoint, wantsFips} from './endpoint.ts';
import {firstOf} from './first-of.ts';
import type {Flags} from './flags.ts';
import {readNetwork} from './network.ts';
import type {Preferences} from './preferences.ts';
import {listProfiles, type Profile} from './profiles.ts';

/** Everything that was decided outside the program, in one value. It can be printed: secrets stand behind functions. */
export type Settings = {
	/** Use the embedded emulator; then nothing of AWS's variables and files counts. */
	demo: boolean;
	/** The AWS profile that was chosen; null for the usual search. */
	profile: string | null;
	/** Null when nobody said it: see {@link requireRegion}. */
	region: string | null;
	/** Twelve digits, or `-` for whoever signs. */
	accountId: string;
	/** A URL instead of the service's own endpoint; null for that one, and for the demo, whose emulator says its own. */
	endpoint: string | null;
	fips: boolean;
	paths: StatePaths;
	/** The catalog's file, absolute. */
	catalogPath: string;
	/** Who signs, in words that stay the same; see {@link signerName}. */
	signer: string;
	preferences: Preferences;
	/** Where each value comes from, for people: `--region`, `AWS_REGION`, a file and its section, `default`. */
	origins: Record<string, string>;
	/** Looks for credentials when they are wanted. In the demo nobody asks it: the emulator has its own. */
	credentials: CredentialSource;
	/**
	 * Proxies and certificates.
	 * @throws IceaxeError `invalid-input`
	 */
	network(): Promise<Network>;
	/** Read anew each time: someone may add one in another terminal. */
	profiles(): Promise<Profile[]>;
	credentialSearch(): Promise<SearchedPlace[]>;
};

export type SettingsOptions = {
	flags: Flags;
	env: NodeJS.ProcessEnv;
	/** The person's home folder. */
	home: string;
	/** What relative paths are relative to; the working folder by default. */
	folder?: string;
	/** Asks for the code of an MFA device. */
	askForCode?: (device: string) => Promise<string>;
};

const readProfile = (flags: Flags, env: NodeJS.ProcessEnv, files: AwsFiles) => {
	const profile = firstOf<string, null>(
		[
			[flags.profile, '--profile'],
			[env.AWS_PROFILE, 'AWS_PROFILE'],
		],
		null,
	);
	if (profile.value === null || profileSection(files, profile.value)) return profile;
	// The search of the SDK would go on without it, and might find the credentials of another account.
	const names = listProfiles(files).map(({name}) => name);
	throw invalidInput(
		`There is no AWS profile ${profile.value} (${profile.origin}).`,
		names.length > 0
			? `There are: ${names.join(', ')}.`
			: `Neither ${files.configPath} nor ${files.credentialsPath} has one.`,
	);
};

const readAccountId = (flag: string | undefined): string => {
	const digits = flag?.replaceAll('-', '');
	if (!digits) return '-';
	if (/^\d{12}$/.test(digits)) return digits;
	throw invalidInput('An account id has twelve digits.');
};

const demoRegion = 'us-east-1';

/** @throws IceaxeError `invalid-input` when flags choose another account than the demo's: its vaults are not what was meant. */
const checkDemo = ({demo, profile, region, accountId, endpointUrl}: Flags): void => {
	if (!demo) return;
	const others = {'--profile': profile, '--region': region, '--account-id': accountId, '--endpoint-url': endpointUrl};
	const [flag, value] =
		Object.entries(others).find(([name, said]) => said && !(name === '--region' && said === demoRegion)) ?? [];
	if (flag === undefined) return;
	throw invalidInput(
		`The demo is an account of its own, in ${demoRegion}: ${flag} ${value} cannot be had with it.`,
		`Leave out --demo or ${flag}.`,
	);
};

/**
 * Reads flags, environment, AWS's files and our own preferences.
 * @throws IceaxeError `invalid-input` when something that was said cannot be; what was not said is no error here.
 */
export const readSettings = async ({flags, env, home, folder, askForCode}: SettingsOptions): Promise<Settings> => {
	checkDemo(flags);
	const demo = flags.demo ?? false;
	const paths = statePaths({state: flags.state, env, home, folder});
	const [files, {preferences, origins: preferenceOrigins}] = await Promise.all([
		demo ? noAwsFiles : readAwsFiles(env, home),
		effectivePreferences(flags, paths.config),
	]);
	const awsEnv = demo ? {} : env;
	const profile = demo ? firstOf<string, null>([], null) : readProfile(flags, env, files);
	const named = profile.value ?? 'default';
	const section = profileSection(files, named) ?? {};
	const region = firstOf<string, string | null>(
		[
			[flags.region, '--region'],
			[awsEnv.AWS_REGION, 'AWS_REGION'],
			[awsEnv.AWS_DEFAULT_REGION, 'AWS_DEFAULT_REGION'],
			[section.region, configOrigin(files, named)],
		],
		demo ? demoRegion : null,
		demo ? 'default' : 'not set',
	);
	if (region.value && !/^[a-z0-9-]{1,40}$/.test(region.value)) {
		throw invalidInput(
			`${JSON.stringify(region.value)} of ${region.origin} is not the name of a region.`,
			'Names of regions are like us-east-1.',
		);
	}
	const accountId = readAccountId(flags.accountId);
	const endpoint = demo
		? firstOf<string, null>([], null)
		: readEndpoint({flag: flags.endpointUrl, env, files, profile: named, section});
	const network = () => readNetwork(env, section, home);
	const who = {demo, accountId, profile: profile.value, region: region.value, endpoint: endpoint.value};
	return {
		...who,
		fips: wantsFips(awsEnv, section),
		paths,
		catalogPath: join(paths.data, catalogName({...who, env: awsEnv, files})),
		signer: signerName({...who, env: awsEnv}),
		preferences,
		origins: {
			demo: demo ? '--demo' : 'default',
			profile: profile.origin,
			region: region.origin,
			accountId: flags.accountId ? '--account-id' : 'default',
			endpoint: endpoint.origin,
			paths: flags.state ? '--state' : env.ICEAXE_STATE ? 'ICEAXE_STATE' : 'default',
			...preferenceOrigins,
		},
		credentials: createCredentialSource({
			...{profile: profile.value, region: region.value, env: awsEnv, files, network},
			askForCode: askForCode ?? null,
		}),
		network,
		profiles: async () => listProfiles(await readAwsFiles(env, home)),
		credentialSearch: async () =>
			describeCredentialSearch({profile: profile.value, env, files: await readAwsFiles(env, home)}),
	};
};

/**
 * The region to connect to.
 * @throws IceaxeError `invalid-input` when nobody said it.
 */
export const requireRegion = ({region, profile}: Settings): string => {
	if (region) return region;
	throw invalidInput(
		`No AWS region is set${profile ? `, and profile ${profile} has none` : ''}.`,
		'Give it with --region, AWS_REGION, or "region" in the AWS config file.',
	);
};
