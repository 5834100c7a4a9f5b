import {isAbort, toErrorValue} from '../../model/errors/errors.ts';
import {type ErrorKind, IceaxeError} from '../../model/errors/iceaxe-error.ts';
import type {EngineLink} from '../../model/requests.ts';
import {attach, openStore} from '../../store/store.ts';
import {errorDialog} from '../dialogs/error/error.ts';
import {answerNeeds} from '../dialogs/needs.ts';
import {openWelcome} from '../dialogs/welcome/open.ts';
import type {CredentialSearch, ScreenSettings} from '../screen-settings.ts';
import type {Look} from '../theme.ts';
import {announce} from './announce.ts';
import {askPlace, askRows} from './ask-rows.ts';
import {holdRow} from './hold-row.ts';
import {paneList} from './places.ts';
import {createRows} from './rows.ts';
import type {Ending, Screen, ScreenTerminal} from './screen.ts';
import {openScreenStore} from './screen-store.ts';
import {createTicker} from './ticker.ts';
import {watch} from './watch.ts';

export type ScreenOptions = {
	/** The engine, or its coming: the screen is there before. */
	link: EngineLink | Promise<EngineLink>;
	settings: ScreenSettings;
	look: Look;
	credentialSearch(): Promise<CredentialSearch>;
	now(): number;
	terminal: ScreenTerminal;
	/** False: nothing moves by itself, for tests that look at frames. */
	ticking?: boolean;
	/** Called once, when a person leaves. */
	onLeave(ending: Ending): void;
};

/** Why there is no engine when a person has not said enough for one: no region, or a profile that says nothing. */
const incomplete: readonly ErrorKind[] = ['invalid-input', 'credentials'];

/** A screen and the way to take it apart. Draws nothing. */
export const createScreen = (options: ScreenOptions): {screen: Screen; close(): void} => {
	const {settings, terminal} = options;
	const stop = new AbortController();
	let link: EngineLink | null = null;
	/** Why there is no engine: it still starts, unless it has failed to. */
	let missing: unknown = new IceaxeError('unreachable', 'The engine is still starting.');
	const needLink = () => {
		if (!link) throw missing;
		return link;
	};
	let left = false;
	const engine = openStore();
	const state = openScreenStore();
	const ticker = createTicker(options.now, options.ticking);
	const steady = () => performance.now();
	const rows = createRows(
		{
			window: async (query, signal) => askRows(needLink(), query, signal),
			place: async (query, row, signal) => askPlace(needLink(), query, row, signal),
		},
		steady,
		(vaultName, before, after) => {
			const {height} = paneList(screen, 'inventory');
			holdRow(state, vaultName, {before, after, height}, steady());
		},
	);
	const screen: Screen = {
		engine,
		state,
		rows,
		ticker,
		settings,
		terminal,
		credentialSearch: options.credentialSearch,
		look: options.look,
		now: options.now,
		steady,
		signal: stop.signal,
		change: state.change,
		link: () => link,
		needLink,
		ask: async (name, takes) => {
			try {
				return await needLink().request(name, takes, stop.signal);
			} catch (error) {
				if (!isAbort(error)) screen.say('error', toErrorValue(error).message, toErrorValue(error));
				return undefined;
			}
		},
		say: (level, text, error, lines) =>
			state.change({type: 'toast', toast: {level, text, error: error ?? null, lines: lines ?? []}, at: steady()}),
		leave: (ending) => {
			if (!left) options.onLeave(ending);
			left = true;
		},
	};
	let detach = () => {};
	let unwatch = () => {};
	const attached = async () => {
		const arrived = await options.link;
		if (stop.signal.aborted) return;
		link = arrived;
		detach = await attach(engine, arrived);
		const stops = [watch(screen), announce(screen)];
		unwatch = () => {
			for (const stopOne of stops) stopOne();
		};
		// What the catalog knows is on the screen already; now what the service says.
		await greet('vaults');
		await greet('jobs');
		screen.change({type: 'greeted'});
	};
	/** What a key may not do and what cannot be reached, the panes say themselves. */
	const greet = async (pane: 'vaults' | 'jobs') => {
		screen.change({type: 'refreshing', pane, at: steady()});
		try {
			await link?.request(`${pane}.refresh`, {}, stop.signal);
		} catch (error) {
			const value = toErrorValue(error);
			const told = ['denied', 'credentials', 'unreachable', 'cancelled'].includes(value.kind);
			if (!told && !stop.signal.aborted) screen.say('error', value.message, value);
		}
		screen.change({type: 'refreshed', pane});
	};
	const answer = answerNeeds(screen);
	const stopNeeds = [state.subscribe(answer), engine.subscribe(answer)];
	const stopTime = ticker.subscribe(() => state.change({type: 'time', at: steady()}));
	screen.change({type: 'refreshing', pane: 'vaults', at: steady()});
	attached().catch((error) => {
		if (stop.signal.aborted) return;
		missing = error;
		const value = toErrorValue(error);
		const state = incomplete.includes(value.kind) ? 'no-credentials' : 'offline';
		// Nobody else is there to tell it.
		engine.take([{type: 'connection', state, error: value}]);
		screen.change({type: 'refreshed', pane: 'vaults'});
		if (state === 'no-credentials') void openWelcome(screen);
		else screen.change({type: 'dialog-open', dialog: errorDialog({text: value.message, error: value})});
	});
	return {
		screen,
		close: () => {
			stop.abort();
			detach();
			unwatch();
			for (const stopOne of stopNeeds) stopOne();
			stopTime();
			rows.stop();
			ticker.stop();
		},
	};
};
