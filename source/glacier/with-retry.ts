import {cancelled} from '../model/errors/errors.ts';
import type {Clock} from '../platform/clock.ts';
import {around, type Calling} from './around.ts';
import type {Glacier, GlacierCall} from './glacier.ts';
import {GlacierError} from './glacier-error.ts';

/** A call that failed and will be made again. */
export type Retrying = Calling & {
	/** How often it was made so far. */
	tries: number;
	/** Milliseconds until the next try. */
	wait: number;
	error: GlacierError;
};

export type RetryOptions = {
	clock: Clock;
	/** From 0 to below 1; Math.random by default. */
	random?: () => number;
	onRetry?: (retrying: Retrying) => void;
};

/** The longest first wait in milliseconds: it doubles with each try up to the cap. More when the service asked for fewer calls. */
const firstWait = 500;
const firstThrottledWait = 2000;
const longestWait = 20_000;

/**
 * How often a call is made at most. Those that a person waits for at the screen fail after some seconds, so that the screen can say
 * so; those that carry work stay at it for a minute or two, as the service advises.
 */
const patient = 9;
const brief = 4;
const mostTries: Record<GlacierCall, number> = {
	listVaults: brief,
	describeVault: brief,
	createVault: brief,
	deleteVault: brief,
	uploadArchive: patient,
	deleteArchive: patient,
	initiateUpload: patient,
	uploadPart: patient,
	completeUpload: patient,
	abortUpload: brief,
	listUploads: patient,
	listParts: patient,
	initiateRetrieval: patient,
	initiateInventory: patient,
	describeJob: brief,
	listJobs: brief,
	getJobOutput: patient,
};

/** Whoever makes these waits for a network that is away, however long, and wants to know of it soon. */
const waitedFor: ReadonlySet<GlacierCall> = new Set([
	'initiateUpload',
	'uploadPart',
	'completeUpload',
	'listUploads',
	'listParts',
	'getJobOutput',
]);

const mostTriesOf = (call: GlacierCall, {kind}: GlacierError): number =>
	kind === 'unreachable' && waitedFor.has(call) ? brief : mostTries[call];

/** A repeat of these costs money: they are made again only when the service cannot have done them. */
const once: ReadonlySet<GlacierCall> = new Set(['uploadArchive', 'initiateRetrieval', 'initiateInventory']);

/** Tries again what may be tried again, after waits that grow and vary (full jitter). */
export const withRetry = (inner: Glacier, {clock, random = Math.random, onRetry}: RetryOptions): Glacier =>
	around(inner, async (calling, proceed) => {
		const {call, takes, signal} = calling;
		for (let tries = 1; ; tries++) {
			try {
				return await proceed();
			} catch (error) {
				if (!(error instanceof GlacierError) || error.repeat === 'useless') throw error;
				if (error.repeat === 'unsure' && once.has(call)) throw error;
				if (tries >= mostTriesOf(call, error)) throw error;
				const bound = (error.throttled ? firstThrottledWait : firstWait) * 2 ** (tries - 1);
				const wait = Math.round(random() * Math.min(bound, longestWait));
				onRetry?.({...calling, tries, wait, error});
				if ('onRetry' in takes) takes.onRetry?.(error.value);
				await clock.sleep(wait, signal).catch(() => Promise.reject(cancelled()));
			}
		}
	});
