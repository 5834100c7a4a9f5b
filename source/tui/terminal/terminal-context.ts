import {useIsScreenReaderEnabled} from 'ink';
import {createContext, useContext} from 'react';
import type {Paper} from './differ/paper.ts';
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

/** The way for lines to go past Ink; undefined where Ink draws all by itself, as for a screen that is read aloud. */
export const usePaper = (): Paper | undefined => {
	const terminal = useContext(TerminalContext);
	return useIsScreenReaderEnabled() ? undefined : terminal?.paper;
};
