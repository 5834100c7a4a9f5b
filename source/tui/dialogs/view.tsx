import {InksOwn} from '../components/canvas.tsx';
import {type Frame, framed} from '../components/frame.ts';
import {Lines} from '../components/lines.tsx';
import {type Fact, FactsTable, foldedFacts} from '../components/table/facts-table.tsx';
import {Waiting} from '../components/waiting.tsx';
import type {Rect} from '../layout.ts';
import {useDrawn, useNow, useRows, useScreen, useScreenState} from '../screen/use-screen.ts';
import {type Line, lineWidth, span} from '../text/line.ts';
import type {Dialog} from './dialog.ts';
import {keyWords} from './form-lines.ts';
import type {DialogModule, DialogView as View} from './module.ts';
import {moduleOf} from './modules.ts';
import {roomOf} from './room.ts';

/** Where a dialog of some size stands: in the middle, a little above it. */
const rectOf = (columns: number, rows: number, width: number, height: number): Rect => ({
	left: Math.max(0, Math.floor((columns - width) / 2)),
	top: Math.max(0, Math.floor((rows - height) / 2.4)),
	width,
	height,
});

/** The first and the last key are the ones that one must know; those between go where there is no room. */
const keysWithin = (keys: ReturnType<DialogModule<Dialog>['keys']>, room: number): Line => {
	let shown = keys;
	while (shown.length > 1 && lineWidth(keyWords(shown)) > room)
		shown = shown.toSpliced(Math.min(1, shown.length - 2), 1);
	return keyWords(shown);
};

/** Lines that fit: where there are too many, blank ones go first, the last of them before the others. */
const squeezed = (lines: readonly Line[], most: number): readonly Line[] => {
	let left = [...lines];
	while (left.length > most) {
		const blank = left.findLastIndex((line) => line.length === 0);
		if (blank < 0) return left.slice(0, most);
		left = left.toSpliced(blank, 1);
	}
	return left;
};

/** The keys of a dialog; of one that waits for what it has begun, what escape does then. */
const keysOf = (dialog: Dialog, view: View): ReturnType<DialogModule<Dialog>['keys']> => {
	if (!('busy' in dialog) || !dialog.busy) return moduleOf(dialog).keys(dialog, view);
	return [['esc', dialog.running && !dialog.running.stopping ? 'stop' : 'close']];
};

type Drawn = {
	rect: Rect;
	lines: Line[];
	facts: readonly Fact[];
	/** Where the facts stand, over the lines. */
	factsRect: Omit<Rect, 'height'>;
};

const drawDialog = (
	dialog: Dialog,
	{columns, rows}: {columns: number; rows: number},
	given: Omit<View, 'width' | 'height'>,
): Drawn => {
	const module = moduleOf(dialog);
	const {outer: width, margin, width: inner, height: most, airy} = roomOf({columns, rows}, module.width);
	const view = {...given, width: inner, height: most};
	const content = module.lines(dialog, view);
	const facts = foldedFacts(module.facts?.(dialog, view) ?? [], inner, most - content.length);
	const shown = squeezed(content, most - Math.min(facts.length, most));
	const height = Math.min(rows, shown.length + facts.length + (airy ? 4 : 2));
	const rect = rectOf(columns, rows, width, height);
	const foot = module.foot?.(dialog, view) ?? [];
	const scroll = module.scroll?.(dialog, view);
	const frame: Frame = {
		width,
		height,
		focused: true,
		title: module.title(dialog, view),
		foot,
		footAside: keysWithin(keysOf(dialog, view), width - 7 - (foot.length > 0 ? lineWidth(foot) + 3 : 0)),
		...(scroll ? {scroll} : {}),
	};
	const framedContent = [...(airy ? [[]] : []), ...shown.map((line): Line => [span(' '.repeat(margin)), ...line])];
	const top = rect.top + (airy ? 2 : 1) + shown.length;
	return {
		rect,
		lines: framed(frame, framedContent, given.look.glyphs),
		facts,
		factsRect: {left: rect.left + margin, top, width: inner},
	};
};

/** A dialog over the panes. */
export const DialogView = ({dialog, columns, rows}: {dialog: Dialog; columns: number; rows: number}) => {
	const screen = useScreen();
	const now = useNow(1000);
	// What can be done, and so what the help shows as possible, depends on these too.
	useScreenState((state) => state.toasts);
	useRows(screen.state.getState().vaultName);
	const {look} = screen;
	const {rect, lines, facts, factsRect} = useDrawn((engine) =>
		drawDialog(dialog, {columns, rows}, {look, engine, now, screen}),
	);
	const busy = 'busy' in dialog && dialog.busy;
	return (
		<>
			<Lines rect={rect} lines={lines} over />
			{facts.length > 0 && (
				<InksOwn rect={{...factsRect, width: factsRect.width + 2, height: facts.length}}>
					<FactsTable facts={facts} width={factsRect.width} />
				</InksOwn>
			)}
			{busy && <Waiting rect={rect} />}
		</>
	);
};
