import type {EngineLink} from '../model/requests.ts';
import {App} from './app.tsx';
import {createScreen} from './screen/create-screen.ts';
import type {Ending} from './screen/screen.ts';
import {ScreenContext} from './screen/use-screen.ts';
import type {CredentialSearch, ScreenSettings} from './screen-settings.ts';
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
	/** Takes the screen down, as when the process is asked to end. */
	signal?: AbortSignal;
	/** The terminal to draw on; by default that of the process. */
	terminal?: Terminal;
};

/**
 * Runs the full-screen face until a person leaves it.
 * @returns how it ended: the exit code, and whether to begin again with something else.
 * @throws what a component threw; the terminal is as it was before by then.
 */
export const runScreen = async (options: RunOptions): Promise<Ending> => {
	const {link, settings, now, signal, credentialSearch} = options;
	const terminal =
		options.terminal ?? openTerminal({plain: settings.plainRender, ascii: settings.ascii, notify: settings.notify});
	let ending: Ending = {code: 0};
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
			setProgress: (done, title) => {
				terminal.setTitle(title);
				terminal.setProgress(done === null ? undefined : {state: 'running', done});
			},
		},
		onLeave: (how) => {
			ending = how;
			terminal.close();
		},
	});
	const leave = () => screen.leave({code: 0});
	signal?.addEventListener('abort', leave, {once: true});
	try {
		terminal.render(
			<ScreenContext value={screen}>
				<App />
			</ScreenContext>,
		);
		await terminal.closed();
		return ending;
	} finally {
		signal?.removeEventListener('abort', leave);
		close();
	}
};
