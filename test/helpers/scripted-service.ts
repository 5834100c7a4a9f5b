import {once} from 'node:events';
import {createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {buffer} from 'node:stream/consumers';

/** An answer in the service's shape, or what to do with the connection. */
export type Reply =
	| {status: number; code?: string; message?: string; headers?: Record<string, string>; body?: string}
	| ((request: IncomingMessage, response: ServerResponse) => void);

export type Asked = {method: string; url: string; headers: IncomingHttpHeaders; body: Buffer};

/** A server that gives the answers it was told to, one after the other, the last one again and again; for answers that the emulator never gives. */
export const startScriptedService = async (...replies: Reply[]) => {
	const asked: Asked[] = [];
	const server = createServer(async (request, response) => {
		const reply = replies[Math.min(asked.length, replies.length - 1)]!;
		const {method = '', url = '', headers} = request;
		const entry: Asked = {method, url, headers, body: Buffer.alloc(0)};
		asked.push(entry);
		if (typeof reply === 'function') return reply(request, response);
		entry.body = await buffer(request);
		const {status, code, message = '', body} = reply;
		response.writeHead(status, {
			'content-type': 'application/json',
			'x-amzn-requestid': `request-${asked.length}`,
			...reply.headers,
		});
		response.end(body ?? (code ? JSON.stringify({code, message, type: 'Client'}) : undefined));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		asked,
		close: async () => {
			server.close();
			server.closeAllConnections();
		},
	};
};

export type ScriptedService = Awaited<ReturnType<typeof startScriptedService>>;
