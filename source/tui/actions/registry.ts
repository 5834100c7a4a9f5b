import type {Action} from './action.ts';
import {leavingActions} from './leaving.ts';
import {markActions} from './marks.ts';
import {movingActions} from './moving.ts';
import {paneActions} from './panes.ts';

/** Everything that the screen can do, in the order of the help. */
export const actions: readonly Action[] = [...markActions, ...movingActions, ...paneActions, ...leavingActions];

const byName = new Map(actions.map((action) => [action.name, action]));

/** The action of a name; undefined when there is none. */
export const actionNamed = (name: string): Action | undefined => byName.get(name);
