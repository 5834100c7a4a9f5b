import {useWindowSize} from 'ink';
import {useLayoutEffect, useMemo} from 'react';
import {openTransfers} from '../store/selectors.ts';
import {paste, press} from './actions/press.ts';
import {HintBar, StatusBar, TrafficBar} from './bars.tsx';
import {Canvas} from './components/canvas.tsx';
import {Lines} from './components/lines.tsx';
import {DialogView} from './dialogs/view.tsx';
import {layoutOf, smallest} from './layout.ts';
import {Panes} from './panes/panes.tsx';
import {vaultsWidths} from './panes/vaults/presentation.ts';
import {useEngine, useScreen, useScreenState} from './screen/use-screen.ts';
import {useKeys} from './terminal/use-keys.ts';
import {wrap} from './text/fit.ts';
import {span} from './text/line.ts';

/** In place of everything, where there is room for nothing. The keys go on working. */
const TooSmall = ({columns, rows}: {columns: number; rows: number}) => {
	const sentence = `iceaxe needs ${smallest.columns}×${smallest.rows}; this is ${columns}×${rows}.`;
	const lines = wrap(sentence, columns).map((line) => [span(line)]);
	return <Lines rect={{left: 0, top: 0, width: columns, height: rows}} lines={lines} />;
};

const Dialogs = ({columns, rows}: {columns: number; rows: number}) => {
	const dialogs = useScreenState((state) => state.dialogs);
	return dialogs.map((dialog) => <DialogView key={dialog.id} dialog={dialog} columns={columns} rows={rows} />);
};

/** The whole screen. */
export const App = () => {
	const screen = useScreen();
	const {columns, rows} = useWindowSize();
	useKeys({
		onKey: (name, text) => press(screen, name, text),
		onPaste: (text) => paste(screen, text),
	});
	useLayoutEffect(() => screen.change({type: 'size', columns, rows}), [screen, columns, rows]);
	const arrangement = useScreenState(({focus, upper, lower, zoomed, logOpen}) => ({
		focus,
		upper,
		lower,
		zoomed,
		logOpen,
	}));
	const busy = useEngine((state) => openTransfers(state).length > 0);
	const widths = useEngine((state) => vaultsWidths(state.vaults.vaults));
	const layout = useMemo(
		() => layoutOf({...arrangement, columns, rows, busy, vaultsWidths: widths}),
		[arrangement, columns, rows, busy, widths],
	);
	return (
		<Canvas columns={columns} rows={rows}>
			{layout.kind === 'none' ? (
				<TooSmall columns={columns} rows={rows} />
			) : (
				<>
					<StatusBar layout={layout} />
					<Panes layout={layout} />
					{layout.traffic && <TrafficBar rect={layout.traffic} />}
					<HintBar rect={layout.hints} />
					<Dialogs columns={columns} rows={rows} />
				</>
			)}
		</Canvas>
	);
};
