import type {Socket} from 'node:net';
import {producerGone, toErrorValue} from '../model/errors/errors.ts';
import type {EngineEvent} from '../model/events.ts';
import type {EngineLink, Requests} from '../model/requests.ts';
import type {Transfer} from '../model/transfer.ts';
import {readLines, writeLine} from './lines.ts';
import type {FromEngine, FromFace} from './protocol.ts';
import type {Questions} from './questions.ts';

/** A face that has not read this many bytes is behind: it is told nothing more, and afterwards how things stand. */
const mostUnread = 4 * 2 ** 20;

/**
 * Serves one face that was welcomed, until its connection ends: its requests, and every event. The engine never waits for it.
 * @returns a promise of the end
 */
export const serveFace = (socket: Socket, link: EngineLink, questions: Questions | null): Promise<void> => {
	const asked = new Map<number, AbortController>();
	/** Streams that it has begun and not said the end of: with it they lose whoever sends them. */
	const streams = new Set<string>();
	let behind = false;
	/** What is told while it is found out how things stand. */
	let held: EngineEvent[] | null = null;
	const tell = (message: FromEngine) => {
		writeLine(socket, message);
	};
	const hear = (event: EngineEvent) => {
		if (behind) {
			held?.push(event);
			return;
		}
		tell({event});
		behind = socket.writableLength > mostUnread;
	};
	const stopHearing = link.subscribe(hear);
	// What was not told is in the state as it is now: transfers come with their whole chunk maps.
	socket.on('drain', async () => {
		if (!behind || held) return;
		const meanwhile: EngineEvent[] = [];
		held = meanwhile;
		const events = await link.request('session.snapshot', {}).catch(() => []);
		held = null;
		behind = false;
		for (const event of [...events, ...meanwhile]) hear(event);
	});

	const answer = async ({id, ask, takes}: Extract<FromFace, {ask: string}>) => {
		const stop = new AbortController();
		asked.set(id, stop);
		try {
			if (ask === 'archives.end-stream') streams.delete((takes as Requests['archives.end-stream']['takes']).transferId);
			const gives = await link.request(ask, takes as never, stop.signal);
			if (ask === 'archives.upload-stream') streams.add((gives as Transfer).transferId);
			tell({id, gives});
		} catch (error) {
			tell({id, error: toErrorValue(error)});
		} finally {
			asked.delete(id);
		}
	};
	readLines<FromFace>(socket, (message) => {
		if ('question' in message) questions?.answer(message.question, message.answer);
		else if ('cancel' in message) asked.get(message.id)?.abort();
		else void answer(message);
		return true;
	});
	const leaveQuestions = questions?.join((question, device) => tell({question, device}));
	return new Promise((resolve) => {
		socket.on('error', () => {});
		socket.once('end', () => socket.end());
		socket.once('close', () => {
			stopHearing();
			leaveQuestions?.();
			for (const stop of asked.values()) stop.abort();
			const end = {error: producerGone().value};
			for (const transferId of streams) link.request('archives.end-stream', {transferId, end}).catch(() => {});
			resolve();
		});
	});
};
