import type {InputEvent} from './input/events.ts';

/** After that many milliseconds without a key, nobody is taken to be watching, unless the terminal says otherwise. */
const patience = 60_000;

/** Whether a person is watching. */
export interface Attention {
	/** Takes note of what a person did. */
	notice(event: InputEvent): void;
	/** Whether the window has the focus; where the terminal never told, whether a key was pressed lately. */
	isWatching(): boolean;
}

/** Nobody needs to be rung for what happens before their eyes. */
export const createAttention = (now: () => number): Attention => {
	let focused: boolean | undefined;
	let lastAct = now();
	return {
		notice: (event) => {
			if (event.type === 'focus') focused = event.focused;
			else lastAct = now();
		},
		isWatching: () => focused ?? now() - lastAct < patience,
	};
};
