import {useMemo} from 'react';
import {displayText} from '../../model/names/display-text.ts';
import {Waiting} from '../components/waiting.tsx';
import type {Layout} from '../layout.ts';
import {useEngine, useScreen, useScreenState} from '../screen/use-screen.ts';
import {type Line, span} from '../text/line.ts';
import {InventoryPane} from './inventory/view.tsx';
import {JobsPane} from './jobs/view.tsx';
import {LogPane} from './log/view.tsx';
import {paneTitle, sharedTitle} from './pane-title.ts';
import {TransfersPane} from './transfers/view.tsx';
import {placeOf} from './vaults/model.ts';
import {VaultsPane} from './vaults/view.tsx';

/** Two panes that share a place have both their names in its title. */
const lowerTitle = (layout: Layout, shown: 'jobs' | 'transfers', focused: boolean, dot: string): Line => {
	const names = [
		{number: '3', text: 'Jobs', shown: shown === 'jobs'},
		{number: '4', text: 'Transfers', shown: shown === 'transfers'},
	];
	if (layout.kind === 'folded') return sharedTitle(names, focused, dot);
	const {number, text} = names.find((name) => name.shown)!;
	return paneTitle(number, text, focused, layout.kind !== 'single');
};

/** Where the vaults are folded away, the inventory says which of them it is. */
const leadOf = (folded: boolean, place: number, count: number, into: string): Line =>
	folded && count > 0 ? [span('1 Vaults ', 'dim'), span(`${place + 1}/${count} ${into} `, 'dim')] : [];

/** Where the vaults lie over the inventory, they say where one gets from them. */
const trailOf = (over: boolean, vaultName: string | null, into: string): Line =>
	over && vaultName !== null ? [span(` ${into} 2 ${displayText(vaultName)}`, 'dim')] : [];

/** The panes that there is room for, in their places. */
export const Panes = ({layout}: {layout: Layout}) => {
	const {dot, into} = useScreen().look.glyphs;
	const {focus, vaultName, refreshing} = useScreenState((state) => ({
		focus: state.focus,
		vaultName: state.vaultName,
		refreshing: state.refreshing,
	}));
	const asked = refreshing === null ? undefined : layout.panes[refreshing.pane];
	const known = useEngine((state) => state.vaults.vaults);
	const {vaults, inventory, jobs, transfers, log} = layout.panes;
	const numbered = layout.kind !== 'single';
	const jobsTitle = useMemo(() => lowerTitle(layout, 'jobs', focus === 'jobs', dot), [layout, focus, dot]);
	const transfersTitle = useMemo(
		() => lowerTitle(layout, 'transfers', focus === 'transfers', dot),
		[layout, focus, dot],
	);
	const folded = layout.kind === 'folded' && vaults === undefined;
	const lead = useMemo(
		() => leadOf(folded, placeOf(known, vaultName), known.length, into),
		[folded, known, vaultName, into],
	);
	const over = layout.kind === 'folded' && inventory === undefined;
	const trail = useMemo(() => trailOf(over, vaultName, into), [over, vaultName, into]);
	return (
		<>
			{vaults && <VaultsPane rect={vaults} numbered={numbered} trail={trail} />}
			{inventory && <InventoryPane rect={inventory} numbered={numbered} lead={lead} />}
			{jobs && <JobsPane rect={jobs} title={jobsTitle} />}
			{transfers && <TransfersPane rect={transfers} title={transfersTitle} />}
			{log && <LogPane rect={log} />}
			{asked && <Waiting key={refreshing?.pane} rect={asked} />}
		</>
	);
};
