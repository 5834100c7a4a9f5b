import type {ServerResponse} from 'node:http';
import type {Refusal} from '../errors.ts';
import type {Reply} from '../operation.ts';

/** Writes a reply; resolves when its last byte is with the operating system, or the client has gone. */
export const send = async (response: ServerResponse, {status, headers = {}, json, output}: Reply): Promise<void> => {
	for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
	response.statusCode = status;
	if (output) {
		const {content, range, type} = output;
		response.setHeader('Content-Type', type);
		response.setHeader('Content-Length', range.last - range.first + 1);
		for await (const piece of content.read(range)) {
			if (response.destroyed) return;
			if (!response.write(piece)) await drained(response);
		}
		response.end();
		return;
	}
	if (json) {
		const body = JSON.stringify(json);
		response.setHeader('Content-Type', 'application/json');
		response.setHeader('Content-Length', Buffer.byteLength(body));
		response.end(body);
		return;
	}
	if (status !== 204) response.setHeader('Content-Length', 0);
	response.end();
};

/** Resolves when more can be written, or nothing any more. */
const drained = (response: ServerResponse): Promise<void> =>
	new Promise((resolve) => {
		const done = () => {
			response.off('drain', done).off('close', done);
			resolve();
		};
		response.on('drain', done).on('close', done);
	});

/** Writes an error reply. */
export const sendRefusal = (response: ServerResponse, refusal: Refusal): void => {
	response.removeHeader('Content-Length');
	response.statusCode = refusal.status;
	response.setHeader('Content-Type', 'application/json');
	response.setHeader('Content-Length', Buffer.byteLength(refusal.body));
	response.end(refusal.body);
};
