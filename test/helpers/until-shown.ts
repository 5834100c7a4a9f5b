import {setTimeout as wait} from 'node:timers/promises';
import type {Terminal as Xterm} from '@xterm/headless';
import {linesOf} from './screen.ts';

/** A predicate over the screen's text, a text it must contain, or a pattern it must match. */
export type Condition = string | RegExp | ((text: string) => boolean);

export type UntilOptions = {
	/** What is waited for, for the message. */
	what?: string;
	/** Milliseconds. Default 30,000: a machine may be busy. */
	timeout?: number;
};

const holds = (condition: Condition, text: string): boolean =>
	typeof condition === 'string'
		? text.includes(condition)
		: condition instanceof RegExp
			? condition.test(text)
			: condition(text);

const nameOf = (condition: Condition): string =>
	typeof condition === 'function' ? 'what was awaited' : `«${condition}»`;

/**
 * Resolves with the text of a screen as soon as `condition` holds, looking whenever something new is shown.
 * @param onShown calls its listener whenever something new is shown, until what it returns is called
 * @throws when that has not come after a while, with the screen as it is then.
 */
export const untilShown = async (
	xterm: Xterm,
	onShown: (listener: () => void) => () => void,
	condition: Condition,
	{what = nameOf(condition), timeout = 30_000}: UntilOptions = {},
): Promise<string> => {
	const over = new AbortController();
	let stop = () => {};
	try {
		return await new Promise<string>((resolve, reject) => {
			const look = () => {
				const text = linesOf(xterm).join('\n');
				try {
					if (holds(condition, text)) resolve(text);
				} catch (error) {
					reject(error);
				}
			};
			stop = onShown(look);
			wait(timeout, undefined, {signal: over.signal}).then(
				() => reject(new Error(`The screen never showed ${what}. It shows:\n${linesOf(xterm).join('\n')}`)),
				() => {},
			);
			look();
		});
	} finally {
		stop();
		over.abort();
	}
};
