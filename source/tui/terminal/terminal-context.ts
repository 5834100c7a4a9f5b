import {createContext, useContext} from 'react';
import type {Terminal} from './terminal.ts';

/** The terminal that the screen is on. */
export const TerminalContext = createContext<Terminal | undefined>(undefined);

/**
 * The terminal that the screen is on.
 * @throws when the screen was not rendered by `openTerminal`.
 */
export const useTerminal = (): Terminal => {
	const terminal = useContext(TerminalContext);
	if (!terminal) throw new Error('The screen must be rendered by openTerminal.');
	return terminal;
};
