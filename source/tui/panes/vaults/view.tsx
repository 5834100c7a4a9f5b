import {useMemo} from 'react';
import {Lines} from '../../components/lines.tsx';
import type {Rect} from '../../layout.ts';
import {useEngine, useNow, useScreen, useScreenState, useSecondsSince} from '../../screen/use-screen.ts';
import type {Line} from '../../text/line.ts';
import {vaultsLines} from './lines.ts';

/** Ages are told in minutes at the finest. */
const step = 60_000;

/** The vaults of the account. */
export const VaultsPane = ({rect, numbered, trail}: {rect: Rect; numbered: boolean; trail: Line}) => {
	const {look} = useScreen();
	const now = useNow(step);
	const engine = useEngine(({vaults, inventories, connection, account}) => ({
		...{list: vaults, inventories, connection, account},
	}));
	const {since, ...screen} = useScreenState(({focus, vaultName, vaultsScroll, filters, filtering, refreshing}) => ({
		since: refreshing?.pane === 'vaults' ? refreshing.since : null,
		focused: focus === 'vaults',
		vaultName,
		scroll: vaultsScroll,
		filter: filters.vaults,
		filtering: filtering?.pane === 'vaults' ? filtering.field : null,
	}));
	const asking = useSecondsSince(since);
	const lines = useMemo(
		() => vaultsLines({rect, look, now, numbered, trail, asking, ...engine, ...screen}),
		[rect, look, now, numbered, trail, asking, engine, screen],
	);
	return <Lines rect={rect} lines={lines} />;
};
