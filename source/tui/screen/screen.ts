import type {ErrorValue} from '../../model/errors/iceaxe-error.ts';
import type {NoticeLevel} from '../../model/events.ts';
import type {EngineLink, RequestName, Requests} from '../../model/requests.ts';
import type {Store} from '../../store/store.ts';
import type {CredentialSearch, ScreenSettings} from '../screen-settings.ts';
import type {Progress} from '../terminal/modes.ts';
import type {Look} from '../theme.ts';
import type {Change} from './change.ts';
import type {Rows} from './rows.ts';
import type {ScreenStore} from './screen-store.ts';
import type {Ticker} from './ticker.ts';

/** How the screen ends: with a code for the shell, or to begin again: with another profile, with the demo, or as before. */
export type Ending = {
	code: number;
	again?: {profile: string} | {demo: true} | {same: true};
	/** The engine is to stop as well. */
	stop?: true;
};

/** Everything a pane, a dialog or an action works with. One for each time the screen is open. */
export interface Screen {
	readonly engine: Store;
	readonly state: ScreenStore;
	readonly rows: Rows;
	readonly ticker: Ticker;
	readonly look: Look;
	readonly settings: ScreenSettings;
	/** What was looked for and found, for whoever has no credentials. */
	credentialSearch(): Promise<CredentialSearch>;
	/** The time at the service, milliseconds since 1970. */
	now(): number;
	/** Milliseconds of the machine's steady clock. */
	steady(): number;
	change(change: Change): void;
	/** The engine, once it is there. */
	link(): EngineLink | null;
	/**
	 * The engine, for whoever can do nothing without it.
	 * @throws IceaxeError while it is not there: that it still starts, or why it has not.
	 */
	needLink(): EngineLink;
	/** Asks the engine; what fails becomes a toast, and the answer is undefined. */
	ask<N extends RequestName>(name: N, takes: Requests[N]['takes']): Promise<Requests[N]['gives'] | undefined>;
	say(level: NoticeLevel, text: string, error?: ErrorValue, lines?: readonly string[]): void;
	/** What the terminal can do beside drawing. */
	readonly terminal: ScreenTerminal;
	leave(ending: Ending): void;
	/** Aborted when the screen closes. */
	readonly signal: AbortSignal;
}

/** What an action may ask of the terminal. */
export type ScreenTerminal = {
	/** Puts text on the person's clipboard; resolves to a sentence when that cannot be, else to null. */
	copy(text: string): Promise<string | null>;
	suspend(): Promise<void>;
	redraw(): void;
	/** Calls a person who is not watching. */
	notify(title: string, body: string): void;
	/** How far everything is, for the terminal's own indicator; undefined when there is nothing to show. */
	setProgress(progress: Progress | undefined): void;
	/** The window's title. */
	setTitle(title: string): void;
};
