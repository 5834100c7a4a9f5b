import type {EngineLink} from '../model/requests.ts';
import {App} from './app.tsx';
import {createScreen} from './screen/create-screen.ts';
import type {Ending} from './screen/screen.ts';
import {ScreenContext} from './screen/use-screen.ts';
import type {CredentialSearch, ScreenSettings} from './screen-settings.ts';
import {untilClosed} from './terminal/exit.ts';
import {openTerminal} from './terminal/open-terminal.ts';
import type {Terminal} from './terminal/terminal.ts';
import {lookOf} from './theme.ts';

export type RunOptions = {
	/** The engine, or its coming: the first frame does not wait for it. Whoever gave it closes it. */
	link: EngineLink | Promise<EngineLink>;
	settings: ScreenSettings;
	/** The time at the service, milliseconds since 1970. */
	now(): number;
	/** What was looked for and found, for the first screen of whoever has no credentials. Asked when it is shown. */
	credentialSearch?(): Promise<CredentialSearch>;
	/** Takes what anybody else prints while the screen is up. */
	onStray?(text: string): void;
	/** Hears what ended the screen, for the log; a person reads it on standard error. */
	onError?(error: unknown): void;
	/** The terminal to draw on; by default that of the process, with all that ends a process. */
	terminal?: Terminal;
};

/**
 * Runs the full-screen face until a person leaves it.
 * @returns how it ended: the exit code, and whether to begin again with something else. The terminal is as it was before by then, and what
 *          went wrong has been said on it. See {@link untilClosed} for signals.
 * @throws what a component threw, on a terminal that was given
 */
export const runScreen = async (options: RunOptions): Promise<Ending> => {
	const {link, settings, now, credentialSearch, onStray, onError} = options;
	const {plainRender: plain, ascii, notify, progress} = settings;
	const terminal = options.terminal ?? openTerminal({plain, ascii, notify, progress, ...(onStray ? {onStray} : {})});
	const closed = async (): Promise<number> => {
		if (!options.terminal) return untilClosed(terminal, onError ? {onError} : {});
		await terminal.closed();
		return 0;
	};
	let ending: Ending | undefined;
	const {screen, close} = createScreen({
		link,
		settings,
		look: lookOf(settings, terminal.capabilities),
		credentialSearch: async () => (await credentialSearch?.()) ?? {places: [], profiles: []},
		now,
		terminal: {
			copy: async (text) => {
				const result = await terminal.copy(text);
				return result.outcome === 'too-large' ? 'That is too much for the clipboard of a terminal.' : null;
			},
			suspend: () => terminal.suspend(),
			redraw: () => terminal.redraw(),
			notify: (title, body) => {
				terminal.notify({title, body});
			},
			setProgress: terminal.setProgress,
			setTitle: terminal.setTitle,
		},
		onLeave: (how) => {
			ending = how;
			terminal.close();
		},
	});
	try {
		terminal.render(
			<ScreenContext value={screen}>
				<App />
			</ScreenContext>,
		);
		const code = await closed();
		return ending ?? {code};
	} finally {
		close();
	}
};
