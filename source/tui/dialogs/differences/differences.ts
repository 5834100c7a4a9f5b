import type {DifferenceKind, DifferenceWindow} from '../../../model/differences.ts';
import type {ErrorValue} from '../../../model/errors/iceaxe-error.ts';
import {type ListState, listStart} from '../../screen/list.ts';

/** What appeared and what vanished between the two latest inventories of a vault, in a list that is a window. */
export type DifferencesDialog = {
	kind: 'differences';
	vaultName: string;
	shown: DifferenceKind;
	list: ListState;
	/** What the engine last said; `one` when there are not two inventories yet, null until it has answered. */
	window: DifferenceWindow | 'one' | null;
	problem: ErrorValue | null;
};

export const differencesDialog = (vaultName: string): DifferencesDialog => ({
	kind: 'differences',
	vaultName,
	shown: 'added',
	list: listStart,
	window: null,
	problem: null,
});

/** The other kind, from its first row. */
export const otherKind = (dialog: DifferencesDialog): Pick<DifferencesDialog, 'shown' | 'list'> => ({
	shown: dialog.shown === 'added' ? 'gone' : 'added',
	list: listStart,
});

/** How many rows the list has; its sums are those of both kinds, whichever the window is of. */
export const differenceCount = ({window, shown}: DifferencesDialog): number =>
	window === null || window === 'one' ? 0 : window[shown].archives;
