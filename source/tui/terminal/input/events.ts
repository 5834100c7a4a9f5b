/** A key that was pressed. */
export type KeyEvent = {
	type: 'key';
	/**
	 * Its name, as the key table writes it: a character as itself (`j`, `G`, `/`, `é`), `^u` for control, `space`, `enter`, `esc`, `tab`,
	 * `backspace`, `delete`, `insert`, `up`, `down`, `left`, `right`, `home`, `end`, `pageup`, `pagedown`, `f1` to `f12`, with
	 * `shift+`, `ctrl+` and `alt+` before a named key, in this order: `shift+tab`, `ctrl+left`, `alt+b`.
	 */
	name: string;
	/** What it types: one grapheme, or nothing for keys that type none. */
	text: string;
	/** Only for `alt+…`: the keys it is made of. Escape and a key that arrive in one read look the same as Alt with that key. */
	apart?: KeyEvent[];
};

/** Text that was pasted, whole, with `\n` between lines and without other control characters. */
export type PasteEvent = {type: 'paste'; text: string};

/** The terminal's window gained or lost the focus. */
export type FocusEvent = {type: 'focus'; focused: boolean};

/** What the mouse did, over which cell, counted from 0 at the top left. */
export type MouseEvent = {
	type: 'mouse';
	action: 'press' | 'release' | 'move' | 'wheel-up' | 'wheel-down';
	button: 'left' | 'middle' | 'right' | 'none';
	x: number;
	y: number;
	shift: boolean;
	ctrl: boolean;
	alt: boolean;
};

/** What a person did at the terminal. */
export type InputEvent = KeyEvent | PasteEvent | FocusEvent | MouseEvent;
