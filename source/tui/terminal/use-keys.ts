import {useEffect, useEffectEvent} from 'react';
import type {InputEvent, MouseEvent} from './input/events.ts';
import {useTerminal} from './terminal-context.ts';

/** What the root of the screen does with what a person does. */
export type KeyHandlers = {
	/**
	 * A key; see `KeyEvent` for its name and text. Return `false` for a key that means nothing here: Alt with a key then comes again as
	 * Escape and that key, which is what a slow link may have made of the two.
	 */
	onKey: (name: string, text: string) => boolean | undefined;
	/** Pasted text, whole. */
	onPaste: (text: string) => void;
	/** The window gained or lost the focus, where the terminal tells. */
	onFocus?: (focused: boolean) => void;
	/** The mouse, when it is on. */
	onMouse?: (event: MouseEvent) => void;
};

/** Hears everything that a person does. There is one key table, so only the root of the screen uses it. */
export const useKeys = (handlers: KeyHandlers): void => {
	const {keyboard} = useTerminal();
	const hear = useEffectEvent((event: InputEvent): boolean | undefined => {
		if (event.type === 'key') return handlers.onKey(event.name, event.text);
		if (event.type === 'paste') handlers.onPaste(event.text);
		else if (event.type === 'focus') handlers.onFocus?.(event.focused);
		else handlers.onMouse?.(event);
		return true;
	});
	useEffect(() => keyboard.listen((event) => hear(event)), [keyboard]);
};
