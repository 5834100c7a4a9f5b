import {displayText} from '../../model/names/display-text.ts';
import type {Capabilities} from './capabilities.ts';
import {throughMultiplexer} from './passthrough.ts';

/** How a person wants to be told that something is done: `auto` finds out what the terminal understands. */
export type NotifyMode = 'auto' | 'osc9' | 'osc777' | 'bell' | 'off';

/** What is to be told. */
export type Notice = {title: string; body: string};

const bell = '\u0007';

/** Short enough for a pop-up. */
const harmless = (text: string): string => displayText(text).slice(0, 160);

/** The sequence that tells `notice`; '' when nothing is to be told. */
export const noticeSequence = (
	{title, body}: Notice,
	mode: NotifyMode,
	{notifications, multiplexer}: Pick<Capabilities, 'notifications' | 'multiplexer'>,
): string => {
	if (mode === 'off') return '';
	const way = mode === 'auto' ? notifications : mode;
	// The bell is the multiplexer's to ring on: it marks the window that rang.
	if (way === 'bell') return bell;
	const sequence =
		way === 'osc9'
			? `\u001b]9;${harmless(`${title}: ${body}`)}${bell}`
			: `\u001b]777;notify;${harmless(title).replaceAll(';', ',')};${harmless(body)}${bell}`;
	// What tmux does not hand on is lost, so there the bell rings too.
	return throughMultiplexer(sequence, multiplexer) + (multiplexer ? bell : '');
};
