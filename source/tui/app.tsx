import {Box, useWindowSize} from 'ink';
import {useLayoutEffect, useMemo} from 'react';
import {bytesStored, jobsUnderWay, openTransfers, traffic} from '../store/selectors.ts';
import {paste, press} from './actions/press.ts';
import {Lines} from './components/lines.tsx';
import {DialogView} from './dialogs/view.tsx';
import {hintLine, hintsOf} from './hint-line.ts';
import {type Layout, layoutOf, smallest} from './layout.ts';
import {InventoryPane} from './panes/inventory/view.tsx';
import {JobsPane} from './panes/jobs/view.tsx';
import {LogPane} from './panes/log/view.tsx';
import {paneTitle} from './panes/pane-title.ts';
import {TransfersPane} from './panes/transfers/view.tsx';
import {VaultsPane} from './panes/vaults/view.tsx';
import {useEngine, useRows, useScreen, useScreenState} from './screen/use-screen.ts';
import {statusLine} from './status-line.ts';
import {useKeys} from './terminal/use-keys.ts';
import {span} from './text/line.ts';

const Status = ({rect}: {rect: Layout['status']}) => {
	const {look} = useScreen();
	const picture = useEngine((state) => ({
		account: state.account,
		connection: state.connection,
		rights: state.rights,
		...traffic(state),
		jobs: jobsUnderWay(state),
		bytes: bytesStored(state),
	}));
	return <Lines rect={rect} lines={[statusLine(picture, rect.width, look.glyphs)]} />;
};

const Hints = ({rect}: {rect: Layout['hints']}) => {
	const screen = useScreen();
	const {focus, toasts} = useScreenState((state) => state);
	// What can be done now depends on what is under the cursor.
	useEngine(({transfers, jobs, vaults, rights, connection}) => ({transfers, jobs, vaults, rights, connection}));
	useRows(screen.state.getState().vaultName);
	return <Lines rect={rect} lines={[hintLine(hintsOf(screen, focus), toasts, rect.width, screen.look.glyphs)]} />;
};

const Panes = ({layout}: {layout: Layout}) => {
	const {focus, lower} = useScreenState((state) => ({focus: state.focus, lower: state.lower}));
	const {vaults, inventory, jobs, transfers, log} = layout.panes;
	const numbered = true;
	const jobsTitle = useMemo(() => paneTitle('3', 'Jobs', focus === 'jobs', true), [focus]);
	const transfersTitle = useMemo(() => paneTitle('4', 'Transfers', focus === 'transfers', true), [focus]);
	void lower;
	return (
		<>
			{vaults && <VaultsPane rect={vaults} numbered={numbered} />}
			{inventory && <InventoryPane rect={inventory} numbered={numbered} />}
			{jobs && <JobsPane rect={jobs} title={jobsTitle} />}
			{transfers && <TransfersPane rect={transfers} title={transfersTitle} />}
			{log && <LogPane rect={log} />}
		</>
	);
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
	const dialogs = useScreenState((state) => state.dialogs);
	const busy = useEngine((state) => openTransfers(state).length > 0);
	const layout = useMemo(() => layoutOf({...arrangement, columns, rows, busy}), [arrangement, columns, rows, busy]);
	if (layout.kind === 'none') {
		const sentence = `iceaxe needs ${smallest.columns}×${smallest.rows}; this is ${columns}×${rows}.`;
		return <Lines rect={{left: 0, top: 0, width: columns, height: rows}} lines={[[span(sentence)]]} />;
	}
	return (
		<Box width={columns} height={rows} overflow="hidden">
			<Status rect={layout.status} />
			<Panes layout={layout} />
			<Hints rect={layout.hints} />
			{dialogs.map((dialog) => (
				<DialogView key={dialog.id} dialog={dialog} columns={columns} rows={rows} />
			))}
		</Box>
	);
};
