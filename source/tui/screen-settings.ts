import type {Tier} from '../model/job.ts';
import type {ThemeName} from './theme.ts';

/** What a person may choose about the screen. */
export type ScreenSettings = {
	theme: ThemeName;
	/** False by the NO_COLOR convention. */
	colours: boolean;
	/** No characters outside ASCII. */
	ascii: boolean;
	/** Leaves the drawing to Ink alone: see terminal/open-terminal.ts. */
	plainRender: boolean;
	/** How a person is called when a transfer has come to its end and nobody watches. */
	notify: 'auto' | 'osc9' | 'osc777' | 'bell' | 'off';
	/** Where restored files go unless another folder is given. */
	downloadFolder: string;
	/** The tier that is chosen when a restore is asked for. */
	tier: Tier;
	/** Where the log file is, for the help. */
	logFile: string | null;
	/** Set by a person who wants to change nothing, such as by a flag. */
	readOnly: boolean;
};

export const defaultSettings: ScreenSettings = {
	theme: 'terminal',
	colours: true,
	ascii: false,
	plainRender: false,
	notify: 'auto',
	downloadFolder: '.',
	tier: 'Standard',
	logFile: null,
	readOnly: false,
};
