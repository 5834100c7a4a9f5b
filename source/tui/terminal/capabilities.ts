/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the terminal can do, as far as its environment tells. */
export type Capabilities = {
	/** `none` also when the person wants none: then bold, inverse and underline carry what colour would. */
	colours: 'none' | '16' | '256' | 'true';
	/** Whether it shows more than ASCII. */
	unicode: boolean;
	/** It cannot move its cursor; a full screen is impossible. */
	dumb: boolean;
	/** A multiplexer sits between us and the terminal, and takes or drops some sequences. */
	multiplexer: 'tmux' | 'screen' | undefined;
	/**
	 * Whether it has a progress indicator for `OSC 9;4`: `none`, because others take that for a notification and pop up `4;1;42`; `lasting`; or
	 * `fading`, when it takes one away that was not heard of for some seconds.
	 */
	progress: 'none' | 'lasting' | 'fading';
	/** The sequence by which it pops up notifications. */
	notifications: 'osc9' | 'osc777' | 'bell';
};

const colourLevels = ['none', '16', '256', 'true'] as const;

const coloursOf = (env: Environment): Capabilities['colours'] => {
	// https://no-color.org: any value, as long as there is one.
	if (env.NO_COLOR) return 'none';
	const {FORCE_COLOR: forced, TERM: term = '', COLORTERM: colour = ''} = env;
	if (forced === 'false') return 'none';
	if (forced !== undefined) return colourLevels[Number(forced || 1)] ?? '16';
	if (term === 'dumb') return 'none';
	if (/truecolor|24bit/i.test(colour) || /direct|kitty|ghostty|wezterm|alacritty/.test(term)) return 'true';
	return term.includes('256') ? '256' : '16';
};

const unicodeOf = (env: Environment): boolean => {
	const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
	// Nothing is said in many containers; their terminals are elsewhere and speak UTF-8.
	return locale ? /utf-?8/i.test(locale) : true;
};

/** Over SSH, TERM comes along, and LC_TERMINAL where the server takes LC_*; TERM_PROGRAM does not. */
const nameOf = (env: Environment): string =>
	`${env.TERM ?? ''} ${env.LC_TERMINAL ?? ''} ${env.TMUX ? '' : (env.TERM_PROGRAM ?? '')}`.toLowerCase();

const notificationsOf = (env: Environment): Capabilities['notifications'] => {
	const name = nameOf(env);
	if (/kitty|ghostty|wezterm|iterm/.test(name)) return 'osc9';
	if (/foot|rxvt/.test(name) || env.VTE_VERSION) return 'osc777';
	return 'bell';
};

/** VTE (GNOME Terminal, Ptyxis) knows progress from 0.79 on. */
const firstVteWithProgress = 7900;

const progressOf = (env: Environment): Capabilities['progress'] => {
	const name = nameOf(env);
	// It forgets after 15 seconds, in case the program that said it has died.
	if (/ghostty/.test(name)) return 'fading';
	const known = /wezterm/.test(name) || Number(env.VTE_VERSION ?? 0) >= firstVteWithProgress;
	return known || env.WT_SESSION || env.ConEmuANSI === 'ON' ? 'lasting' : 'none';
};

/** What the terminal of this environment can do. A person may know better about its progress indicator, also behind a multiplexer. */
export const detectCapabilities = (
	env: Environment,
	{ascii = false, progress = 'auto'}: {ascii?: boolean; progress?: 'auto' | 'on' | 'off'} = {},
): Capabilities => {
	const term = env.TERM ?? '';
	const multiplexer = env.TMUX ? 'tmux' : env.STY || term.startsWith('screen') ? 'screen' : undefined;
	return {
		colours: coloursOf(env),
		unicode: !ascii && unicodeOf(env),
		dumb: term === 'dumb' || term === '',
		multiplexer,
		// Which terminal is behind a multiplexer, and another one tomorrow, the environment does not tell.
		progress: progress === 'auto' ? (multiplexer ? 'none' : progressOf(env)) : progress === 'on' ? 'fading' : 'none',
		notifications: notificationsOf(env),
	};
};
