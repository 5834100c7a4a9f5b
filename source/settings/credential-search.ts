import {readTextFile} from '../platform/files.ts';
import {type AwsFiles, profileSection} from './aws-files.ts';
import {type ProfileKind, toProfile} from './profiles.ts';

/** One place where credentials are looked for, in the order of the search. */
export type SearchedPlace = {
	/** `environment variables`. */
	source: string;
	/** The variables, or the path of the file. */
	where: string;
	/** What is there, without any value: `not set`, `no such file`, `an access key`. */
	found: string;
};

const kinds: Record<ProfileKind, string> = {
	keys: 'an access key',
	sso: 'an SSO sign-in',
	role: 'a role to assume',
	'web-identity': 'a role by web identity',
	process: 'a credential_process',
	login: 'a sign-in to the console',
	none: 'nothing that leads to credentials',
};

const inFile = async (path: string, profile: string, sections: AwsFiles['config']): Promise<string> => {
	const section = sections[profile];
	if (section) return kinds[toProfile(profile, section).kind];
	const content = await readTextFile(path).catch(() => null);
	if (content === undefined) return 'no such file';
	return content === null ? 'may not be read' : `no profile ${profile}`;
};

const variables = (env: NodeJS.ProcessEnv, profile: string | null): string => {
	const set = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].filter((name) => env[name]);
	if (set.length === 0) return 'not set';
	if (set.length === 1) return `only ${set[0]} is set`;
	return profile ? `set, but profile ${profile} goes first` : 'set';
};

/** What the search for credentials looks at, and what is there: for the screen without credentials and for `iceaxe info`. Holds no secret. */
export const describeCredentialSearch = async ({
	profile,
	env,
	files,
}: {
	profile: string | null;
	env: NodeJS.ProcessEnv;
	files: AwsFiles;
}): Promise<SearchedPlace[]> => {
	const named = profile ?? 'default';
	const section = profileSection(files, named);
	const container = env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI || env.AWS_CONTAINER_CREDENTIALS_FULL_URI;
	const metadata = env.AWS_EC2_METADATA_DISABLED?.toLowerCase() === 'true';
	return [
		{
			source: 'environment variables',
			where: 'AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY',
			found: variables(env, profile),
		},
		{
			source: `profile ${named}, credentials file`,
			where: files.credentialsPath,
			found: await inFile(files.credentialsPath, named, files.credentials),
		},
		{
			source: `profile ${named}, config file`,
			where: files.configPath,
			found: await inFile(files.configPath, named, files.config),
		},
		{
			source: 'web identity',
			where: 'AWS_WEB_IDENTITY_TOKEN_FILE, AWS_ROLE_ARN',
			found: env.AWS_WEB_IDENTITY_TOKEN_FILE || section?.web_identity_token_file ? 'set' : 'not set',
		},
		{
			source: 'container',
			where: 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, AWS_CONTAINER_CREDENTIALS_FULL_URI',
			found: container ? 'set' : 'not set',
		},
		{
			source: 'instance metadata',
			where: 'AWS_EC2_METADATA_DISABLED',
			found: metadata ? 'turned off' : 'asked last',
		},
	];
};
