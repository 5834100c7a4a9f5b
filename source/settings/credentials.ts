import type {Network} from '../platform/agents.ts';
import type {CredentialSource, Credentials} from '../platform/credentials.ts';
import type {AwsFiles} from './aws-files.ts';
import {toCredentialError} from './credential-error.ts';
import type {Chain} from './provider-chain.ts';

export type CredentialOptions = {
	/** The profile that was chosen; null for AWS's usual search, in which the profile `default` has its place. */
	profile: string | null;
	env: NodeJS.ProcessEnv;
	files: AwsFiles;
	/** For the calls to STS and SSO that some profiles need. */
	region: string | null;
	network: () => Promise<Network>;
	/** Asks for the code of an MFA device; null where nobody can be asked. */
	askForCode: ((device: string) => Promise<string>) | null;
};

/** Those of the variables, which need nothing to be loaded; a chosen profile goes before them, as in all of AWS's tools. */
const fromVariables = ({profile, env}: CredentialOptions): Credentials | undefined => {
	const {AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_CREDENTIAL_EXPIRATION, AWS_ACCOUNT_ID} = env;
	if (profile || !AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return undefined;
	return {
		accessKeyId: AWS_ACCESS_KEY_ID,
		secretAccessKey: AWS_SECRET_ACCESS_KEY,
		sessionToken: AWS_SESSION_TOKEN || undefined,
		expiration: AWS_CREDENTIAL_EXPIRATION ? new Date(AWS_CREDENTIAL_EXPIRATION) : undefined,
		accountId: AWS_ACCOUNT_ID || undefined,
	};
};

/** Credentials by the rules of AWS's tools. Nothing is looked for before the first is wanted. */
export const createCredentialSource = (options: CredentialOptions): CredentialSource => {
	let chain: Promise<Chain> | undefined;
	return {
		get: async () => {
			const known = fromVariables(options);
			if (known) return known;
			try {
				chain ??= import('./provider-chain.ts').then(({openChain}) => openChain(options));
				const {accessKeyId, secretAccessKey, sessionToken, expiration, accountId} = await (await chain)();
				return {accessKeyId, secretAccessKey, sessionToken, expiration, accountId};
			} catch (error) {
				// The next attempt reads the files again: they may have been corrected.
				chain = undefined;
				throw toCredentialError(error, options);
			}
		},
		renew: () => {
			chain = undefined;
		},
	};
};
