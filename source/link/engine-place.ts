import {createHash} from 'node:crypto';
import {basename, join} from 'node:path';
import {socketPath} from '../platform/private-socket.ts';

/** Where an engine can be found, and by what it is one. */
export type EnginePlace = {
	/** Held by the engine as long as it lives. */
	lock: string;
	/** Through which faces reach it. */
	socket: string;
	/** Tells other processes that there is one; see {@link EngineNote}. */
	note: string;
};

/** What stands in the note of an engine: enough to ask it. */
export type EngineNote = {pid: number; socket: string};

/**
 * The place of the engine of one catalog and one key. A key that may only write and one that may only read work on the same catalog, each
 * through an engine of its own: what one may do must not depend on who was there first.
 */
export const enginePlace = async (
	runtime: string,
	who: {catalogPath: string; signer: string},
): Promise<EnginePlace> => {
	const hash = createHash('sha256').update(`${who.catalogPath}\n${who.signer}`).digest('hex').slice(0, 8);
	const at = (ending: string) => join(runtime, `${basename(who.catalogPath, '.sqlite')}.${hash}.${ending}`);
	return {lock: at('lock'), socket: await socketPath(at('sock')), note: at('engine')};
};
