import type {ReactNode} from 'react';
import type {Capabilities} from './capabilities.ts';
import type {CopyResult} from './clipboard.ts';
import type {Paper} from './differ/paper.ts';
import type {Keyboard} from './input/keyboard.ts';
import type {Modes} from './modes.ts';
import type {Notice} from './notify.ts';

/** What an output stream must have to be drawn on; process.stdout of a terminal has it. */
export type ScreenStream = NodeJS.WritableStream & {
	isTTY?: boolean;
	columns?: number;
	rows?: number;
	/** How much of what was written has not been taken yet. */
	writableLength?: number;
};

/** The terminal that the screen is on, for the time that the screen is on it. */
export interface Terminal extends Pick<Modes, 'setTitle' | 'setProgress' | 'setMouse'> {
	readonly capabilities: Capabilities;
	readonly keyboard: Keyboard;
	/** For lines that go past Ink; undefined where Ink draws all by itself. */
	readonly paper: Paper | undefined;
	/** Draws `node` over the whole screen; called again, replaces it. */
	render(node: ReactNode): void;
	/** Draws everything again, whatever the terminal shows by now. */
	redraw(): void;
	/** Puts `text` into the clipboard of the machine that the person sits at. */
	copy(text: string): Promise<CopyResult>;
	/** Tells a person who is not watching, in the way that the settings say. Whether anything was sent. */
	notify(notice: Notice): boolean;
	/** Goes to the background, as ^Z does elsewhere; resolves when the screen is back. */
	suspend(): Promise<void>;
	/**
	 * Gives the terminal to `use` (a pager, an editor), and takes it back afterwards.
	 * @throws what `use` throws, with the screen back.
	 */
	lend(use: () => Promise<void>): Promise<void>;
	/** Resolves when everything rendered so far has been written. */
	settled(): Promise<void>;
	/** Takes the screen down and gives the terminal back as it was, at once. */
	close(): void;
	/**
	 * Resolves when the screen is down, with what `useApp().exit` was given.
	 * @throws the error that a component threw or that `exit` was given.
	 */
	closed(): Promise<unknown>;
}
