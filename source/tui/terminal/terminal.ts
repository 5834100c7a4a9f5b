import type {ReactNode} from 'react';
import type {Keyboard} from './input/keyboard.ts';

/** What an output stream must have to be drawn on; process.stdout of a terminal has it. */
export type ScreenStream = NodeJS.WritableStream & {
	isTTY?: boolean;
	columns?: number;
	rows?: number;
	/** Whether what was written before has not been taken yet. */
	writableNeedDrain?: boolean;
};

/** The terminal that the screen is on, for the time that the screen is on it. */
export interface Terminal {
	readonly keyboard: Keyboard;
	/** Draws `node` over the whole screen; called again, replaces it. */
	render(node: ReactNode): void;
	/** Draws everything again, whatever the terminal shows by now. */
	redraw(): void;
	/** Resolves when everything rendered so far has been written. */
	settled(): Promise<void>;
	/** Takes the screen down and gives the terminal back as it was. */
	close(): void;
	/**
	 * Resolves when the screen is down, with what `useApp().exit` was given.
	 * @throws the error that a component threw or that `exit` was given.
	 */
	closed(): Promise<unknown>;
}
