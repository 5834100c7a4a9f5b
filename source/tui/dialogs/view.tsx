import {Box} from 'ink';
import {type Frame, framed} from '../components/frame.ts';
import {Lines} from '../components/lines.tsx';
import {FactsTable} from '../components/table/facts-table.tsx';
import {Waiting} from '../components/waiting.tsx';
import type {Rect} from '../layout.ts';
import {useEngine, useNow, useRows, useScreen, useScreenState} from '../screen/use-screen.ts';
import {type Line, span} from '../text/line.ts';
import type {Dialog} from './dialog.ts';
import {keyWords} from './form-lines.ts';
import {moduleOf} from './modules.ts';

/** Cells between the frame and what it holds. */
const margin = 3;

/** Where a dialog of some size stands: in the middle, a little above it. */
const rectOf = (columns: number, rows: number, width: number, height: number): Rect => ({
	left: Math.max(0, Math.floor((columns - width) / 2)),
	top: Math.max(0, Math.floor((rows - height) / 2.4)),
	width,
	height,
});

/** A dialog over the panes. */
export const DialogView = ({dialog, columns, rows}: {dialog: Dialog; columns: number; rows: number}) => {
	const screen = useScreen();
	const now = useNow(1000);
	const engine = useEngine((state) => state);
	// What can be done, and so what the help shows as possible, depends on these too.
	useScreenState((state) => state.toasts);
	useRows(screen.state.getState().vaultName);
	const {look} = screen;
	const {glyphs} = look;
	const module = moduleOf(dialog);
	const width = Math.min(module.width + 2 * margin + 2, columns - (columns > 60 ? 4 : 0));
	const inner = Math.max(1, width - 2 - 2 * margin);
	const most = Math.max(1, rows - 6);
	const view = {width: inner, height: most, look, engine, now, screen};
	const content = module.lines(dialog, view);
	const facts = module.facts?.(dialog, view) ?? [];
	const shown = content.slice(0, most);
	const height = Math.min(rows, shown.length + facts.length + 4);
	const rect = rectOf(columns, rows, width, height);
	const busy = 'busy' in dialog && dialog.busy;
	const title = module.title(dialog, view);
	const frame: Frame = {
		width,
		height,
		focused: true,
		title,
		footAside: keyWords(module.keys(dialog)),
	};
	const lines = framed(frame, [[], ...shown.map((line): Line => [span(' '.repeat(margin)), ...line])], glyphs);
	return (
		<>
			<Lines rect={rect} lines={lines} />
			{facts.length > 0 && (
				<Box position="absolute" left={rect.left + margin} top={rect.top + 2 + shown.length} width={inner + 2}>
					<FactsTable facts={facts} width={inner} />
				</Box>
			)}
			{busy && <Waiting rect={rect} />}
		</>
	);
};
