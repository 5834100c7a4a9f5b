import {inventoryOf, jobsUnderWay} from '../../store/selectors.ts';
import {openWelcome} from '../dialogs/welcome/open.ts';
import {shownTransfers} from '../panes/transfers/model.ts';
import {shownVaults} from '../panes/vaults/model.ts';
import {listStart, settled} from './list.ts';
import {paneList} from './places.ts';
import type {Screen} from './screen.ts';
import {followTransfer} from './situation.ts';
import {viewOf} from './state.ts';

/** Rows kept ready beyond those in sight, so that a page key finds them. */
const ahead = 30;

/**
 * A vault is open as soon as one is known, and never one that is gone: then the one below takes its place. The first is one of which there is
 * something to see.
 */
const keepVaultOpen = (screen: Screen): void => {
	const {vaults, inventories} = screen.engine.getState();
	const {vaultName, vaultsScroll, filters} = screen.state.getState();
	if (vaults.vaults.some((vault) => vault.vaultName === vaultName)) return;
	const listed = vaults.vaults.find(({vaultName: name}) => {
		const {inventory, progress} = inventories[name] ?? {};
		return inventory?.archives || progress?.step === 'importing';
	});
	const filled = vaults.vaults.find((vault) => vault.numberOfArchives > 0);
	const shown = shownVaults(vaults.vaults, filters.vaults);
	const below = vaultName === null ? undefined : (shown.find((vault) => vault.vaultName > vaultName) ?? shown.at(-1));
	const next = (below ?? listed ?? filled ?? vaults.vaults[0])?.vaultName ?? null;
	if (next !== vaultName) screen.change({type: 'vault', vaultName: next, scroll: vaultsScroll});
};

/** The rows in sight are asked for. */
const keepRows = (screen: Screen) => {
	const state = screen.state.getState();
	const {vaultName} = state;
	const known = inventoryOf(screen.engine.getState(), vaultName);
	if (vaultName === null || !screen.link() || !known) return;
	const {filter, sort, list, folder, below, versions} = viewOf(state, vaultName);
	const {height} = paneList(screen, 'inventory');
	const {sheet} = screen.rows.view(vaultName);
	const place = sheet ? settled(list, sheet.total, height) : list;
	const first = Math.max(0, place.scroll - ahead);
	const count = place.scroll - first + height + ahead;
	screen.rows.want(
		{vaultName, filter, sort, folder, below, versions},
		{first, count, cursor: place.cursor, revision: known.revision},
	);
};

/**
 * The cursor of the transfers stays on its transfer when others come, or go to another place. A pane that nobody works in shows its top, where
 * what moves is seen.
 */
const holdTransfer = (screen: Screen): (() => void) => {
	const shown = () => shownTransfers(screen.engine.getState().transfers, screen.state.getState().filters.transfers);
	let before = shown();
	let filter = screen.state.getState().filters.transfers;
	return () => {
		const now = shown();
		if (now === before) return;
		const {lists, focus, filters} = screen.state.getState();
		const {cursor} = lists.transfers;
		// Places in what another filter showed mean nothing any more.
		const id = filter === filters.transfers ? before[cursor]?.transfer.transferId : undefined;
		[before, filter] = [now, filters.transfers];
		if (id === undefined || now[cursor]?.transfer.transferId === id) return;
		if (focus === 'transfers') followTransfer(screen, id);
		else if (cursor !== 0) screen.change({type: 'list', pane: 'transfers', list: listStart});
	};
};

/** What the engine says to people is a toast; what was said before the screen was there is only in the log. */
const tellNotices = (screen: Screen): (() => void) => {
	let told = screen.engine.getState().notices.at(-1);
	return () => {
		const {notices} = screen.engine.getState();
		const fresh = notices.slice(notices.lastIndexOf(told!) + 1);
		told = notices.at(-1);
		for (const {level, text, error, lines} of fresh) screen.say(level, text, error ?? undefined, lines);
	};
};

/** Who has no credentials is told what was looked for, once each time that is found out. */
const tellCredentials = (screen: Screen): (() => void) => {
	let told = false;
	return () => {
		const missing = screen.engine.getState().connection.state === 'no-credentials';
		if (missing && !told) void openWelcome(screen);
		told = missing;
	};
};

/** A demo's hours pass in seconds: its countdowns are drawn more often. */
const keepPace = (screen: Screen) => {
	const engine = screen.engine.getState();
	const fast = (engine.account?.speed ?? 1) > 1 && jobsUnderWay(engine) > 0;
	screen.ticker.every(fast ? 250 : 1000);
};

/**
 * Keeps the screen's state in step with what the engine tells.
 * @returns the way to stop.
 */
export const watch = (screen: Screen): (() => void) => {
	const tell = tellNotices(screen);
	const tellOfCredentials = tellCredentials(screen);
	const hold = holdTransfer(screen);
	const onEngine = () => {
		hold();
		keepVaultOpen(screen);
		keepRows(screen);
		keepPace(screen);
		tell();
		tellOfCredentials();
	};
	const stops = [
		screen.engine.subscribe(onEngine),
		screen.state.subscribe(() => keepRows(screen)),
		screen.rows.subscribe(() => keepRows(screen)),
	];
	onEngine();
	return () => {
		for (const stop of stops) stop();
	};
};
