import {format} from 'node:util';
import {GlacierClient} from '@aws-sdk/client-glacier';
import {type Agents, createAgents, type Network} from '../platform/agents.ts';
import type {CredentialSource} from '../platform/credentials.ts';
import type {Log} from '../platform/log.ts';
import {checksumsOf, lengthOf} from './outgoing-body.ts';

export type ClientOptions = {
	region: string;
	/** A URL instead of the service's own endpoint; null for that one. */
	endpoint: string | null;
	/** Use the FIPS endpoint, where the region has one. */
	fips: boolean;
	credentials: CredentialSource;
	network: Network;
	/** Milliseconds to wait for a connection. */
	connectTimeout: number;
	log: Log;
	/** What we call ourselves to the service: `iceaxe/0.1.0`. */
	userAgent: string;
};

/** The SDK's client with everything off that we do ourselves: retries, hashing of bodies, timeouts, looking for settings. */
export const createClient = (options: ClientOptions): {client: GlacierClient; agents: Agents} => {
	const {region, endpoint, fips, credentials, network, connectTimeout, log, userAgent} = options;
	const agents = createAgents(network);
	const provider = async () => {
		const {accessKeyId, secretAccessKey, sessionToken} = await credentials.get();
		return {accessKeyId, secretAccessKey, ...(sessionToken ? {sessionToken} : {})};
	};
	const [product = '', version = ''] = userAgent.split('/');
	const client = new GlacierClient({
		region,
		...(endpoint ? {endpoint} : {}),
		ignoreConfiguredEndpointUrls: true,
		useFipsEndpoint: fips && !endpoint,
		useDualstackEndpoint: false,
		// The source keeps what it has; the SDK would keep it beyond a renewal.
		credentials: Object.assign(provider, {memoized: true}),
		maxAttempts: 1,
		retryMode: 'standard',
		defaultsMode: 'standard',
		userAgentAppId: async () => undefined,
		authSchemePreference: async () => [],
		customUserAgent: [[product, version]],
		requestHandler: {
			...agents,
			connectionTimeout: connectTimeout,
			// Stalls are watched by us: the SDK's timeout of an idle socket would count the time of a slow reader.
			socketTimeout: 0,
			requestTimeout: 0,
		},
		bodyChecksumGenerator: checksumsOf,
		bodyLengthChecker: lengthOf,
		// Without a logger of our own it writes warnings to the screen.
		logger: {
			trace: () => {},
			debug: () => {},
			info: () => {},
			warn: (...words) => log.debug({sdk: format(...words)}, 'The SDK warns.'),
			error: (...words) => log.debug({sdk: format(...words)}, 'The SDK complains.'),
		},
	});
	return {client, agents};
};
