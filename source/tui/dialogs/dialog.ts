import type {QuitDialog} from './quit/quit.ts';

/** What lies over the panes and has the keys. */
export type NewDialog = QuitDialog;

/** An open dialog; its number is its own for as long as the screen is open. */
export type Dialog = NewDialog & {id: number};
