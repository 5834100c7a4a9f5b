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
	/** When it goes by itself, in milliseconds of the machine's steady clock; null for a failure while nobody has pressed a key since. */
	until: number | null;
	/** It says why a key could do nothing, and goes with the next one: by then it may not be true any more. */
	refusal?: true;
};

/** How long a toast stays that asks nothing of anyone. */
export const toastTime = 5000;
/** How long a failure stays from the first key on, in milliseconds: then somebody is there to read it. It can be read under `!` afterwards. */
export const errorTime = 15_000;
/** Older ones are in the log. */
const mostToasts = 20;

export type NewToast = Omit<Toast, 'id' | 'until'>;

/** The toasts with a new one. What failed stays as long as nobody is there; the same words twice are said once. */
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

/** The toasts after a key: why the one before could do nothing goes, and the time of what failed begins. The same list when nothing changes. */
export const seenToasts = (toasts: readonly Toast[], at: number): readonly Toast[] =>
	toasts.some(({refusal, until}) => refusal || until === null)
		? toasts
				.filter(({refusal}) => !refusal)
				.map((toast) => (toast.until === null ? {...toast, until: at + errorTime} : toast))
		: toasts;

/** The toast to show: the newest failure that came while nobody was there, which good news must not hide; else the newest of all. */
export const shownToast = (toasts: readonly Toast[]): Toast | undefined =>
	toasts.findLast(({until}) => until === null) ?? toasts.at(-1);
