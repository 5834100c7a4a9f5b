import type {Right} from '../model/account.ts';
import type {ServiceCall} from '../model/events.ts';
import {type Network, plainNetwork} from '../platform/agents.ts';
import {type Clock, systemClock} from '../platform/clock.ts';
import type {CredentialSource} from '../platform/credentials.ts';
import type {Log} from '../platform/log.ts';
import {archiveCalls} from './archives.ts';
import {createClient} from './client.ts';
import {openDoor, type Timeouts, usualTimeouts} from './door.ts';
import type {Glacier} from './glacier.ts';
import {jobCalls} from './jobs.ts';
import {uploadCalls} from './uploads.ts';
import {vaultCalls} from './vaults.ts';
import {type LimitOptions, withLimit} from './with-limit.ts';
import {withLog} from './with-log.ts';
import {type Retrying, withRetry} from './with-retry.ts';
import {withRights} from './with-rights.ts';

export type GlacierOptions = {
	region: string;
	/** Whose vaults: twelve digits, or `-` for those of whoever signs. */
	accountId: string;
	credentials: CredentialSource;
	/** A URL instead of the service's own endpoint; null for that one. */
	endpoint?: string | null;
	/** The AWS profile in use, for the hints of errors. */
	profile?: string | null;
	fips?: boolean;
	network?: Network;
	log: Log;
	/** This machine's clock, for waits; see "two clocks" in the guide. */
	clock?: Clock;
	timeouts?: Partial<Timeouts>;
	limits?: Partial<Omit<LimitOptions, 'clock' | 'onPlaces'>>;
	/** From 0 to below 1, for the waits between tries. */
	random?: () => number;
	/** `iceaxe/0.1.0`. */
	userAgent?: string;
	/** Hears of every try of every call. */
	onCall?: (call: ServiceCall) => void;
	onRight?: (right: Right) => void;
	onRetry?: (retrying: Retrying) => void;
	/** Hears how many calls that carry bytes there may be at once, whenever strain or success has changed that; null: as many as ever. */
	onPlaces?: (places: number | null) => void;
};

/** Calls that carry bytes, at most: as many as twenty transfers could want would only wait for each other. */
const mostTransfers = 32;

/** Tells the log what it must hide, whenever there are other credentials. */
const hiding = (source: CredentialSource, log: Log): CredentialSource => {
	let hidden = '';
	return {
		get: async () => {
			const credentials = await source.get();
			if (credentials.secretAccessKey !== hidden) {
				hidden = credentials.secretAccessKey;
				log.hide(credentials.secretAccessKey);
				log.hide(credentials.sessionToken);
			}
			return credentials;
		},
		renew: () => source.renew(),
	};
};

const hostOf = (endpoint: string | null, region: string): string =>
	endpoint ? new URL(endpoint).host : `glacier.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;

/**
 * Opens the door to the service. Nothing is asked of it yet.
 *
 * Import this module only when a connection is wanted: it brings the SDK with it.
 */
export const connectGlacier = (options: GlacierOptions): Glacier => {
	const {region, accountId, log, clock = systemClock, endpoint = null, profile = null} = options;
	const credentials = hiding(options.credentials, log);
	const timeouts = {...usualTimeouts, ...options.timeouts};
	const {client, agents} = createClient({
		region,
		endpoint,
		credentials,
		log,
		fips: options.fips ?? false,
		network: options.network ?? plainNetwork,
		connectTimeout: timeouts.connect,
		userAgent: options.userAgent ?? 'iceaxe',
	});
	const door = openDoor({
		...{client, credentials, accountId, region, profile, clock, timeouts},
		host: hostOf(endpoint, region),
		redact: log.redact,
	});
	const bare: Glacier = {
		...vaultCalls(door),
		...archiveCalls(door),
		...uploadCalls(door),
		...jobCalls(door),
		close: () => {
			client.destroy();
			agents.httpAgent.destroy();
			agents.httpsAgent.destroy();
		},
	};
	const {onCall, onRight, onRetry, onPlaces, random, limits} = options;
	const most = limits?.transfers ?? mostTransfers;
	// From the inside: every try is logged, waits for its place in the line, and a call is one for whoever asks for rights.
	const logged = withLog(bare, {clock, log, ...(onCall ? {onCall} : {})});
	const limited = withLimit(logged, {
		...{clock, others: 16, perSecond: null, ...limits, transfers: most},
		onPlaces: (places) => onPlaces?.(places < most ? places : null),
	});
	const retried = withRetry(limited, {clock, ...(random ? {random} : {}), ...(onRetry ? {onRetry} : {})});
	return onRight ? withRights(retried, onRight) : retried;
};
