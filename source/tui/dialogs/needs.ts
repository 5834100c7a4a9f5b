import {isAbort, toErrorValue} from '../../model/errors/errors.ts';
import type {Screen} from '../screen/screen.ts';
import {topDialog} from '../screen/state.ts';
import type {Dialog} from './dialog.ts';
import type {Need} from './module.ts';
import {moduleOf} from './modules.ts';

/** The first word of a need's key: what it is about. A newer need about the same takes the place of an older one. */
const topicOf = (key: string): string => key.split(' ', 1)[0]!;

/**
 * Asks the engine for what the innermost dialog must know, whenever that is something new, and gives it the answers.
 * @returns what to call when the screen's state has changed.
 */
export const answerNeeds = (screen: Screen): (() => void) => {
	let asked = new Map<string, {key: string; stop: AbortController}>();
	let of: number | null = null;

	const deliver = (id: number, key: string, change: (dialog: Dialog) => Dialog) => {
		const dialog = screen.state.getState().dialogs.find((candidate) => candidate.id === id);
		if (dialog && asked.get(topicOf(key))?.key === key) screen.change({type: 'dialog', dialog: change(dialog)});
	};

	const ask = async (id: number, need: Need, signal: AbortSignal) => {
		try {
			const link = screen.link();
			if (!link) return;
			const answer = await link.request(need.name, need.takes as never, signal);
			deliver(id, need.key, (dialog) => moduleOf(dialog).answered?.(dialog, need.key, answer) ?? dialog);
		} catch (error) {
			if (isAbort(error)) return;
			const value = toErrorValue(error);
			deliver(id, need.key, (dialog) => moduleOf(dialog).refused?.(dialog, need.key, value) ?? dialog);
		}
	};

	return () => {
		const dialog = topDialog(screen.state.getState());
		if (dialog?.id !== of) {
			for (const {stop} of asked.values()) stop.abort();
			asked = new Map();
			of = dialog?.id ?? null;
		}
		if (!dialog) return;
		for (const need of moduleOf(dialog).needs?.(dialog, screen) ?? []) {
			const topic = topicOf(need.key);
			const before = asked.get(topic);
			if (before?.key === need.key) continue;
			before?.stop.abort();
			const stop = new AbortController();
			asked.set(topic, {key: need.key, stop});
			void ask(dialog.id, need, stop.signal);
		}
	};
};
