import {isOver} from '../../model/transfer.ts';
import type {Screen} from '../screen/screen.ts';
import type {Action} from './action.ts';

/** How soon a second ^c must come to mean it. */
const soon = 2000;

const quit = (screen: Screen) => {
	const open = screen.engine
		.getState()
		.transfers.filter(({transfer}) => !isOver(transfer.state) && transfer.state !== 'paused');
	const waiting = open.filter(({transfer}) => transfer.state === 'retrieving').length;
	const moving = open.length - waiting;
	if (moving + waiting === 0) return screen.leave({code: 0});
	screen.change({
		type: 'dialog-open',
		dialog: {kind: 'quit', moving, waiting, apart: screen.link()?.apart ?? false, at: 0},
	});
};

const interrupt = (screen: Screen) => {
	const {interrupted} = screen.state.getState();
	const at = screen.steady();
	if (interrupted !== null && at - interrupted < soon) return screen.leave({code: 130});
	screen.change({type: 'interrupt', at});
	screen.say('info', '^c again leaves at once; q asks first.');
};

export const leavingActions: readonly Action[] = [
	{
		name: 'screen.quit',
		title: 'Quit',
		description: 'Leaves iceaxe. Asks first while transfers are under way.',
		run: quit,
	},
	{
		name: 'screen.interrupt',
		title: 'Leave at once',
		description:
			'Pressed twice, leaves without asking. What is verified stays, and the rest goes on at the next start.',
		run: interrupt,
	},
	{
		name: 'screen.suspend',
		title: 'Suspend',
		description: 'Gives the terminal back to the shell; `fg` comes back.',
		run: (screen) => screen.terminal.suspend(),
	},
	{
		name: 'screen.redraw',
		title: 'Redraw',
		description: 'Draws the whole screen anew.',
		run: (screen) => screen.terminal.redraw(),
	},
];
