import type {ServerResponse} from 'node:http';
import type {Refusal} from '../errors.ts';
import {faultyOutput} from '../faults/bodies.ts';
import type {Effect} from '../faults/fault.ts';
import type {Reply} from '../operation.ts';

/**
 * Writes a reply; resolves when its last byte is with the operating system, or the client has gone.
 * @throws Dropped when a fault breaks the connection
 */
export const send = async (response: ServerResponse, reply: Reply, effects: readonly Effect[]): Promise<void> => {
	const {status, headers = {}, json, output} = reply;
	response.statusCode = status;
	for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
	if (output) {
		const {content, range, type} = output;
		const size = range.last - range.first + 1;
		await stream(response, {type, size, pieces: content.read(range)}, effects);
	} else if (json) {
		const body = Buffer.from(JSON.stringify(json));
		await stream(response, {type: 'application/json', size: body.length, pieces: once(body)}, effects);
	} else {
		// A reply without a body has nothing in it to break; it breaks as a whole.
		for await (const _ of faultyOutput(once(Buffer.alloc(0)), 0, effects));
		if (status !== 204) response.setHeader('Content-Length', 0);
		response.end();
	}
};

/** Writes an error reply. */
export const sendRefusal = (response: ServerResponse, refusal: Refusal): void => {
	response.statusCode = refusal.status;
	response.setHeader('Content-Type', 'application/json');
	response.setHeader('Content-Length', Buffer.byteLength(refusal.body));
	response.end(refusal.body);
};

type Body = {type: string; size: number; pieces: AsyncIterable<Uint8Array>};

const stream = async (response: ServerResponse, {type, size, pieces}: Body, effects: readonly Effect[]) => {
	response.setHeader('Content-Type', type);
	response.setHeader('Content-Length', size);
	// Behind another reply on the same connection nothing is written yet, and pieces do not hold good for so long.
	if (!response.socket) await oneOf(response, 'socket', 'close');
	for await (const piece of faultyOutput(pieces, size, effects)) {
		if (response.destroyed) return;
		if (!response.write(piece)) await oneOf(response, 'drain', 'close');
	}
	response.end();
};

async function* once(piece: Uint8Array): AsyncGenerator<Uint8Array> {
	yield piece;
}

/** Resolves with the first of some events. */
const oneOf = (response: ServerResponse, ...events: string[]): Promise<void> =>
	new Promise((resolve) => {
		const done = () => {
			for (const event of events) response.off(event, done);
			resolve();
		};
		for (const event of events) response.on(event, done);
	});
