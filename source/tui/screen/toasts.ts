import type {ErrorValue} from '../../model/errors/iceaxe-error.ts';
import type {NoticeLevel} from '../../model/events.ts';

/** A line that comes, says what happened, and goes. */
export type Toast = {
	id: number;
	level: NoticeLevel;
	text: string;
	error: ErrorValue | null;
	/** What it is about, one by one, where that is many things. */
	lines?: readonly string[];
	/** When it goes by itself, in milliseconds of the machine's steady clock; null: when it has been seen. */
	until: number | null;
};

/** How long a toast stays that asks nothing of anyone. */
export const toastTime = 5000;
/** Older ones are in the log. */
const mostToasts = 20;

export type NewToast = Omit<Toast, 'id' | 'until'>;

/** The toasts with a new one. What failed stays until it was seen; the same words twice are said once. */
export const withToast = (toasts: readonly Toast[], toast: NewToast, at: number): readonly Toast[] => {
	const id = (toasts.at(-1)?.id ?? 0) + 1;
	const until = toast.level === 'error' ? null : at + toastTime;
	const others = toasts.filter(({text, level}) => text !== toast.text || level !== toast.level);
	return [...others.slice(1 - mostToasts), {...toast, id, until}];
};

/** The toasts that are still to be seen at a moment. The same list when none has gone. */
export const livingToasts = (toasts: readonly Toast[], at: number): readonly Toast[] => {
	const living = toasts.filter(({until}) => until === null || until > at);
	return living.length === toasts.length ? toasts : living;
};

/** The toast to show: the newest of those that pass, which tell of the moment; else the newest error that nobody has seen. */
export const shownToast = (toasts: readonly Toast[]): Toast | undefined =>
	toasts.findLast(({until}) => until !== null) ?? toasts.at(-1);
