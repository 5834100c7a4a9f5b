import {join} from 'node:path';
import type {EngineStatus} from '../model/engine-status.ts';
import {listFolder, readTextFile} from '../platform/files.ts';
import {greet, untilClosed} from './client.ts';
import type {EngineNote} from './engine-place.ts';

/** What an engine says of itself; undefined when there is none at this socket. */
export const askStatus = async (socket: string, mark: string): Promise<EngineStatus | undefined> => {
	const met = await greet(socket, {mark, ask: 'status'});
	met?.socket.destroy();
	return met && 'status' in met.welcome ? met.welcome.status : undefined;
};

/** Ends an engine and waits until it has put its work away; gives what it was, or undefined when there is none. */
export const askToStop = async (socket: string, mark: string): Promise<EngineStatus | undefined> => {
	const status = await askStatus(socket, mark);
	const met = status && (await greet(socket, {mark, ask: 'stop'}));
	if (met) await untilClosed(met.socket);
	return status;
};

/** What a note says, if it was written to its end. */
const socketOf = (text: string | undefined): string[] => {
	try {
		return text ? [(JSON.parse(text) as EngineNote).socket] : [];
	} catch {
		return [];
	}
};

/** The sockets of all engines that have left a note in a runtime folder; some may be no more. */
export const engineSockets = async (runtime: string): Promise<string[]> => {
	const notes = (await listFolder(runtime)).filter((name) => name.endsWith('.engine'));
	const texts = await Promise.all(notes.map((name) => readTextFile(join(runtime, name))));
	return texts.flatMap(socketOf);
};
