import type {EngineStatus} from '../model/engine-status.ts';
import type {ErrorValue} from '../model/errors/iceaxe-error.ts';
import type {EngineEvent} from '../model/events.ts';
import type {RequestName} from '../model/requests.ts';

/*
 * What a face and an engine in another process say to each other: JSON values, one a line.
 *
 * The first line of each side, and what is asked by it, never change: an older and a newer iceaxe must be able to tell that they are not
 * of the same build. Everything after `attach` is spoken only between processes of the same build.
 */

/** The first line of whoever connects. `mark` is the build's: see {@link buildMark}. */
export type Hello = {mark: string} & (
	| {
			ask: 'attach';
			/** Variables with credentials, as they are in the face's shell now: those that the engine was started with may have expired. */
			environment: Record<string, string>;
			/** Whether somebody is there to answer a question. */
			answers: boolean;
	  }
	/** What follows are the bytes of a stream, until this side of the connection is closed; the engine says how it took them. */
	| {ask: 'feed'; transferId: string}
	| {ask: 'status'}
	/** Stops all work so that it can be taken up again, and ends. The connection closes when that is done. */
	| {ask: 'stop'}
	/** The same, for an engine of another build; refused as busy when it has something under way that cannot be taken up again. */
	| {ask: 'replace'}
);

/** The engine's first line. */
export type Welcome =
	| {
			mark: string;
			welcome: 'attached' /** The time at the service, milliseconds since 1970. */;
			now: number;
			speed: number;
	  }
	| {mark: string; welcome: 'status'; status: EngineStatus}
	| {mark: string; welcome: 'stopping' | 'feeding'}
	/** `build`: it is of another build. `closing`: it is about to end. `busy`: it cannot be replaced now. */
	| {mark: string; refused: 'build' | 'closing' | 'busy'; status: EngineStatus};

/** What a face says after it was welcomed. */
export type FromFace =
	| {id: number; ask: RequestName; takes: unknown}
	/** The answer to a request is not wanted any more. */
	| {id: number; cancel: true}
	/** Null: nobody answers. */
	| {question: number; answer: string | null};

/** What an engine says to a face that it has welcomed. */
export type FromEngine =
	| {id: number; gives: unknown}
	| {id: number; error: ErrorValue}
	| {event: EngineEvent}
	/** Something that only a person knows: the code of an MFA device. */
	| {question: number; device: string};

/** How a feed ends: as many bytes were taken, or why no more are. */
export type FeedEnd = {taken: number} | {error: ErrorValue};
