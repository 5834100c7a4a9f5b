import {useMemo} from 'react';
import {inventoryOf, isDenied} from '../../../store/selectors.ts';
import {Lines} from '../../components/lines.tsx';
import {Waiting} from '../../components/waiting.tsx';
import type {Rect} from '../../layout.ts';
import {viewOf} from '../../screen/state.ts';
import {useEngine, useNow, useRows, useScreen, useScreenState} from '../../screen/use-screen.ts';
import type {Line} from '../../text/line.ts';
import {inventoryLines} from './lines.ts';
import {inventoryNeeds} from './words.ts';

/** Ages are told in minutes; a retrieval under way counts down in them too. */
const step = 60_000;

/** What the vault under the cursor holds. */
export const InventoryPane = ({rect, numbered, lead}: {rect: Rect; numbered: boolean; lead: Line}) => {
	const {look} = useScreen();
	const now = useNow(step);
	const screen = useScreenState((state) => ({
		focused: state.focus === 'inventory',
		vaultName: state.vaultName,
		view: viewOf(state, state.vaultName),
		filtering: state.filtering?.pane === 'inventory' ? state.filtering.field : null,
	}));
	const {vaultName} = screen;
	const engine = useEngine((state) => ({
		inventory: inventoryOf(state, vaultName),
		hindrance: inventoryNeeds.find((permission) => isDenied(state)(permission, vaultName)) ?? null,
	}));
	const {sheet, error, waitingSince} = useRows(vaultName);
	const lines = useMemo(
		() => inventoryLines({rect, look, now, numbered, lead, ...screen, ...engine, sheet, error}),
		[rect, look, now, numbered, lead, screen, engine, sheet, error],
	);
	return (
		<>
			<Lines rect={rect} lines={lines} />
			{waitingSince !== null && <Waiting rect={rect} />}
		</>
	);
};
