import {fromNodeProviderChain} from '@aws-sdk/credential-providers';
import type {AwsCredentialIdentity} from '@smithy/types';
import {createAgents} from '../platform/agents.ts';
import type {CredentialOptions} from './credentials.ts';

/** Gives credentials, and gives them again as long as they are good. */
export type Chain = () => Promise<AwsCredentialIdentity>;

/** AWS's own search, which keeps what it found until shortly before it ends. This module brings its code with it: import it late. */
export const openChain = async ({profile, files, region, network, askForCode}: CredentialOptions): Promise<Chain> => {
	const requestHandler = {...createAgents(await network()), connectionTimeout: 10_000};
	const clientConfig = {...(region ? {region} : {}), requestHandler};
	const quiet = () => {};
	return fromNodeProviderChain({
		...(profile ? {profile} : {}),
		filepath: files.credentialsPath,
		configFilepath: files.configPath,
		ignoreCache: true,
		// Some of its ways look at the one, some at the other.
		clientConfig,
		parentClientConfig: clientConfig,
		// Without a logger it writes warnings to the screen.
		logger: {debug: quiet, info: quiet, warn: quiet, error: quiet},
		...(askForCode ? {mfaCodeProvider: askForCode} : {}),
	});
};
