import {type AwsFiles, profileSection, type Section} from './aws-files.ts';

/** How a profile comes to its credentials. */
export type ProfileKind = 'keys' | 'sso' | 'role' | 'web-identity' | 'process' | 'login' | 'none';

/** A profile of the AWS files, as the screen without credentials offers it. Holds no secret. */
export type Profile = {
	name: string;
	kind: ProfileKind;
	region: string | null;
	/** Twelve digits, when the files tell whose it is. */
	accountId: string | null;
};

const kindOf = (section: Section): ProfileKind => {
	if (section.role_arn && section.web_identity_token_file) return 'web-identity';
	if (section.role_arn) return 'role';
	if (section.aws_access_key_id && section.aws_secret_access_key) return 'keys';
	if (section.credential_process) return 'process';
	if (section.sso_session || section.sso_start_url) return 'sso';
	if (section.login_session) return 'login';
	return 'none';
};

/** Whose account a profile leads to, as far as its text tells. */
export const accountOfProfile = (section: Section): string | null => {
	const role = /^arn:[a-z-]+:iam::(\d{12}):/.exec(section.role_arn ?? '')?.[1];
	const account = role ?? section.sso_account_id ?? section.aws_account_id;
	return account && /^\d{12}$/.test(account) ? account : null;
};

export const toProfile = (name: string, section: Section): Profile => ({
	name,
	kind: kindOf(section),
	region: section.region ?? null,
	accountId: accountOfProfile(section),
});

/** All profiles of both files, `default` first, the others by name. */
export const listProfiles = (files: AwsFiles): Profile[] => {
	const others = Object.keys(files.config).filter((name) => !/^(services|sso-session)\./.test(name));
	const names = [...new Set([...others, ...Object.keys(files.credentials)])].toSorted();
	return names
		.toSorted((a, b) => Number(b === 'default') - Number(a === 'default'))
		.map((name) => toProfile(name, profileSection(files, name)!));
};
