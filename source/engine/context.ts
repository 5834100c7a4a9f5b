import type {Catalog} from '../catalog/catalog.ts';
import type {Glacier} from '../glacier/glacier.ts';
import type {Account} from '../model/account.ts';
import type {ErrorValue} from '../model/errors/iceaxe-error.ts';
import type {EngineEvent, NoticeLevel} from '../model/events.ts';
import {type Timestamp, timestamp} from '../model/timestamp.ts';
import type {Clock} from '../platform/clock.ts';
import type {MakeId} from '../platform/ids.ts';
import type {Log} from '../platform/log.ts';
import type {Hasher} from './hashing/hasher.ts';
import type {InventoryNews} from './inventory/news.ts';
import type {EngineLimits} from './limits.ts';
import type {Streams} from './streams/streams.ts';
import type {BandwidthGate} from './transfers/bandwidth-gate.ts';
import type {LostUploads} from './transfers/lost-uploads.ts';
import type {OwnLimits} from './transfers/own-limits.ts';

/** What every part of the engine works with. */
export type Context = {
	glacier: Glacier;
	catalog: Catalog;
	account: Account;
	/** This machine's time: rates, timeouts, backoff. */
	clock: Clock;
	/** The time at the service: ages and expiry. */
	serviceClock: Pick<Clock, 'now'>;
	hasher: Hasher;
	/** Streams whose bytes come to this engine. */
	streams: Streams;
	/** Uploads at the service that the catalog has lost. */
	lostUploads: LostUploads;
	/** How far next inventories are. */
	news: InventoryNews;
	limits: EngineLimits;
	/** Through which all bytes of transfers and inventories pass. */
	bandwidth: BandwidthGate;
	/** Through which those of a transfer pass: that, and a limit of its own. */
	ownLimits: OwnLimits;
	/** How many calls with bytes the door lets through at once, when that is fewer than usual. */
	slowedTo: number | null;
	log: Log;
	makeId: MakeId;
	/** Aborts when the engine is closed. */
	closing: AbortSignal;
	/** Tells every face. What an event says is in the catalog already. */
	emit(event: EngineEvent): void;
};

/** Now, at the service, as a text. */
export const serviceNow = ({serviceClock}: Pick<Context, 'serviceClock'>): Timestamp => timestamp(serviceClock.now());

/** A line for people: a toast, and a line of the log pane; `lines` stand below it there. */
export const notify = (
	{clock, emit}: Pick<Context, 'clock' | 'emit'>,
	level: NoticeLevel,
	text: string,
	error: ErrorValue | null = null,
	lines: readonly string[] = [],
): void => {
	const notice = {at: timestamp(clock.now()), level, text, error};
	emit({type: 'notice', notice: lines.length === 0 ? notice : {...notice, lines}});
};
