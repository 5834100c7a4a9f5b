import type {Tier} from '../model/job.ts';
import type {ThemeName} from './theme.ts';

/** What a person may choose about the screen. */
export type ScreenSettings = {
	theme: ThemeName;
	/** No characters outside ASCII, whatever the terminal can do. */
	ascii: boolean;
	/** Leaves the drawing to Ink alone: see terminal/open-terminal.ts. */
	plainRender: boolean;
	/** How a person is called when a transfer has come to its end and nobody watches. */
	notify: 'auto' | 'osc9' | 'osc777' | 'bell' | 'off';
	/** Whether the terminal's own indicator shows how far the transfers are. */
	progress: 'auto' | 'on' | 'off';
	/** The tier that is chosen when a restore is asked for. */
	tier: Tier;
	/** Where restored files go unless another folder is given. */
	downloadFolder: string;
	/** Paths that are typed are relative to this folder. Absolute. */
	folder: string;
	/** Where the log is written, for the log pane; null when it is not. */
	logFile: string | null;
};

export const defaultSettings: ScreenSettings = {
	theme: 'terminal',
	ascii: false,
	plainRender: false,
	notify: 'auto',
	progress: 'auto',
	tier: 'Standard',
	downloadFolder: '.',
	folder: '.',
	logFile: null,
};

/** For whoever has no credentials: what was looked for, and what could be taken instead. Holds no secret. */
export type CredentialSearch = {
	/** In the order of the search. */
	places: readonly {source: string; where: string; found: string}[];
	profiles: readonly {name: string; kind: string; region: string | null}[];
};
