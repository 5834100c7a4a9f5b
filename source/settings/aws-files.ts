import {join} from 'node:path';
import {expandHome} from '../platform/paths.ts';

/** The keys of one section of an AWS file. */
export type Section = Record<string, string | undefined>;

/** The two files that AWS's tools share. */
export type AwsFiles = {
	configPath: string;
	credentialsPath: string;
	/** Sections of the config file: profiles by their name, others as `services.NAME` and `sso-session.NAME`. */
	config: Record<string, Section>;
	/** Profiles of the credentials file. */
	credentials: Record<string, Section>;
};

/** Reads both files anew. A file that is missing or cannot be read is empty. */
export const readAwsFiles = async (env: NodeJS.ProcessEnv, home: string): Promise<AwsFiles> => {
	const configPath = expandHome(env.AWS_CONFIG_FILE || join(home, '.aws', 'config'), home);
	const credentialsPath = expandHome(env.AWS_SHARED_CREDENTIALS_FILE || join(home, '.aws', 'credentials'), home);
	const {loadSharedConfigFiles} = await import('./shared-files.ts');
	const {configFile, credentialsFile} = await loadSharedConfigFiles({
		filepath: credentialsPath,
		configFilepath: configPath,
		ignoreCache: true,
	});
	return {configPath, credentialsPath, config: configFile, credentials: credentialsFile};
};

/** No files: for the demo, which has nothing to do with them. */
export const noAwsFiles: AwsFiles = {configPath: '', credentialsPath: '', config: {}, credentials: {}};

/** A profile as both files together tell it, the credentials file first; `undefined` when neither has it. */
export const profileSection = ({config, credentials}: AwsFiles, profile: string): Section | undefined =>
	config[profile] || credentials[profile] ? {...config[profile], ...credentials[profile]} : undefined;

/** Where a key of a profile in the config file stands, for people. */
export const configOrigin = ({configPath}: AwsFiles, profile: string): string =>
	`${configPath} [${profile === 'default' ? profile : `profile ${profile}`}]`;
