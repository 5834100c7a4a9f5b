import {createElement} from 'react';
import {ListScreen} from '../test/fixtures/list-screen.ts';
import type {Still} from '../test/helpers/picture.ts';
import {renderScreen, type VirtualTerminal} from '../test/helpers/virtual-terminal.ts';

/** One picture of the real screen: how to get there. */
export type Scene = {
	/** Its file is `media/<name>.png`, or `media/<name>.svg` when it moves. */
	name: string;
	columns: number;
	rows: number;
	/** Opens the program on a terminal of that size. */
	open(size: {columns: number; rows: number}): Promise<VirtualTerminal>;
	/**
	 * Does what leads to the picture.
	 * @param keep for a moving picture: keeps what is shown now, for so many milliseconds of it.
	 */
	play(screen: VirtualTerminal, keep: (milliseconds: Still['milliseconds']) => void): Promise<void>;
};

/** The pictures, in the order in which the README shows them. */
export const scenes: Scene[] = [
	{
		name: 'main',
		columns: 120,
		rows: 36,
		open: (size) => renderScreen(createElement(ListScreen), size),
		play: async (screen) => {
			await screen.press('j', 'j', 'j');
		},
	},
];
