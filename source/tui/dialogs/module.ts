import type {ErrorValue} from '../../model/errors/iceaxe-error.ts';
import type {RequestName, Requests} from '../../model/requests.ts';
import type {State} from '../../store/state.ts';
import type {Frame} from '../components/frame.ts';
import type {Fact} from '../components/table/facts-table.tsx';
import type {Context} from '../keymap.ts';
import type {ListState} from '../screen/list.ts';
import type {Screen} from '../screen/screen.ts';
import type {Line} from '../text/line.ts';
import type {Look} from '../theme.ts';
import type {Direction} from './calendar/calendar.ts';

/** What a dialog is drawn from, beside its own state. */
export type DialogView = {
	/** Cells and lines for the content, at most. */
	width: number;
	height: number;
	look: Look;
	engine: State;
	/** The time at the service, milliseconds since 1970. */
	now: number;
	screen: Screen;
};

/** Something a dialog must know to be drawn: a request, and a name that tells it from the one before. */
export type Need = {[N in RequestName]: {key: string; name: N; takes: Requests[N]['takes']}}[RequestName];

/** How one kind of dialog behaves. Its state is data; all that it does is here. */
export type DialogModule<D> = {
	/** Which rows of the key table it has. */
	context: Context;
	/** How wide its content is where there is room. */
	width: number;
	title(dialog: D, view: DialogView): Line;
	lines(dialog: D, view: DialogView): Line[];
	/** Facts for a table below the lines. */
	facts?(dialog: D, view: DialogView): readonly Fact[];
	/** In the lower border, at the left: where in a list one is. */
	foot?(dialog: D, view: DialogView): Line;
	/** Which part of a list longer than the dialog is shown. */
	scroll?(dialog: D, view: DialogView): Frame['scroll'];
	/** How many choices stand below each other; `at` in its state says on which the cursor is. */
	choices?(dialog: D): number;
	/** Its cursor moved in a field that has four directions. */
	steered?(dialog: D, to: Direction): D;
	/** Its list, as keys move in it: all that `list` in its state says is which row. Null while there is none. */
	list?(dialog: D, screen: Screen): {list: ListState; count: number; height: number} | null;
	/** With its other page: tab. */
	turned?(dialog: D): D;
	/** The keys that are shown in it. */
	keys(dialog: D, view: DialogView): readonly (readonly [key: string, word: string])[];
	/**
	 * What it must ask the engine, given its state. Asked again when a key is a new one; an older answer about the same, which is the first word
	 * of its key, is not waited for.
	 */
	needs?(dialog: D, screen: Screen): readonly Need[];
	/** The dialog with an answer in it. */
	answered?(dialog: D, key: string, answer: unknown): D;
	/** The dialog when an answer cannot be had. Without, it goes on without it. */
	refused?(dialog: D, key: string, error: ErrorValue): D;
	/** A person agreed. */
	submit?(dialog: D, screen: Screen): void | Promise<void>;
};
