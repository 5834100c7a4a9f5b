import type {ArchiveRow} from '../../source/model/archive.ts';
import type {EngineEvent} from '../../source/model/events.ts';
import type {EngineLink} from '../../source/model/requests.ts';
import {App} from '../../source/tui/app.tsx';
import {createScreen} from '../../source/tui/screen/create-screen.ts';
import type {Ending, Screen} from '../../source/tui/screen/screen.ts';
import {ScreenContext} from '../../source/tui/screen/use-screen.ts';
import {defaultSettings, type ScreenSettings} from '../../source/tui/screen-settings.ts';
import type {Progress} from '../../source/tui/terminal/modes.ts';
import {lookOf} from '../../source/tui/theme.ts';
import {backups, sceneNow} from '../fixtures/scene.ts';
import {sceneAnswers, searched} from '../fixtures/scene-answers.ts';
import {type ScriptedLink, scriptedLink} from './scripted-link.ts';
import {VirtualTerminal} from './virtual-terminal.ts';

export type SceneOptions = {
	columns?: number;
	rows?: number;
	archives?: Readonly<Record<string, readonly ArchiveRow[]>>;
	answers?: Parameters<typeof scriptedLink>[2];
	settings?: Partial<ScreenSettings>;
	env?: Record<string, string>;
	/** In place of the scripted engine: one that comes later, or never. */
	coming?: Promise<EngineLink>;
};

/** The real screen on a scripted engine, in a terminal of this process. Nothing moves unless the test moves it. */
export class SceneScreen {
	readonly term: VirtualTerminal;
	readonly link: ScriptedLink;
	readonly screen: Screen;
	/** How it was left, once it was. */
	ending: Ending | undefined;
	/** What was copied, newest last. */
	readonly copied: string[] = [];
	/** What a person was called for, newest last. */
	readonly called: string[] = [];
	/** The window's title, and the terminal's own indicator. */
	title = '';
	progress: Progress | undefined;
	readonly #close: () => void;

	constructor(events: readonly EngineEvent[], options: SceneOptions = {}) {
		const {columns = 120, rows = 40, archives = {summitroute_backup: backups}, answers = {}, env = {}} = options;
		const settings = {...defaultSettings, downloadFolder: '/srv/restore', folder: '/srv', ...options.settings};
		this.term = new VirtualTerminal({columns, rows, env: {TERM: 'xterm-256color', LANG: 'C.UTF-8', ...env}});
		this.link = scriptedLink(events, archives, {...sceneAnswers, ...answers});
		const {screen, close} = createScreen({
			link: options.coming ?? this.link,
			settings,
			look: lookOf(settings, this.term.terminal.capabilities),
			credentialSearch: async () => searched,
			now: () => sceneNow,
			ticking: false,
			terminal: {
				copy: async (text) => {
					this.copied.push(text);
					return null;
				},
				suspend: async () => {},
				redraw: () => this.term.terminal.redraw(),
				notify: (_, body) => {
					this.called.push(body);
				},
				setProgress: (progress) => {
					this.progress = progress;
				},
				setTitle: (title) => {
					this.title = title;
				},
			},
			onLeave: (ending) => {
				this.ending = ending;
			},
		});
		this.screen = screen;
		this.#close = close;
	}

	/** Draws, and resolves when the snapshot is on the screen. */
	async open(): Promise<this> {
		await this.term.render(
			<ScreenContext value={this.screen}>
				<App />
			</ScreenContext>,
		);
		await this.settled();
		return this;
	}

	/** Resolves when what was asked of the scripted engine has been answered and drawn. */
	async settled(): Promise<void> {
		for (let turn = 0; turn < 4; turn++) {
			await new Promise(setImmediate);
			await this.term.settled();
		}
	}

	async press(...keys: string[]): Promise<void> {
		await this.term.press(...keys);
		await this.settled();
	}

	async type(text: string): Promise<void> {
		await this.term.type(text);
		await this.settled();
	}

	[Symbol.dispose](): void {
		this.term.close();
		this.#close();
	}
}

export const openScene = (events: readonly EngineEvent[], options?: SceneOptions): Promise<SceneScreen> =>
	new SceneScreen(events, options).open();
