import type {Action} from './action.ts';
import {commandActions, queueActions} from './commands.ts';
import {dialogActions} from './dialogs.ts';
import {inventoryActions} from './inventory.ts';
import {leavingActions} from './leaving.ts';
import {lookingActions} from './looking.ts';
import {markActions} from './marks.ts';
import {movingActions} from './moving.ts';
import {paneActions} from './panes.ts';

/** Everything that the screen can do, in the order of the help. */
export const actions: readonly Action[] = [
	...commandActions,
	...queueActions,
	...markActions,
	...lookingActions,
	...inventoryActions,
	...paneActions,
	...movingActions,
	...dialogActions,
	...leavingActions,
];

const byName = new Map(actions.map((action) => [action.name, action]));

/** The action of a name; undefined when there is none. */
export const actionNamed = (name: string): Action | undefined => byName.get(name);
