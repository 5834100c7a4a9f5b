import {once} from 'node:events';
import {Agent, createServer, type IncomingMessage, request, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

/** One request as it passed: what was asked, and the bytes it was about. */
export type Passed = {
	method: string;
	path: string;
	/** `0-1048575`, of a part that was sent or a range that was asked for; empty for others. */
	range: string;
	/** 0 when no answer came. */
	status: number;
	/** Whether the answer went to the client whole. */
	answered: boolean;
};

/** What happens to a request on its way. */
export type Fault =
	/** The connection breaks before the service hears of it. */
	| {do: 'drop'}
	/** The service does it, and the connection breaks before the answer. */
	| {do: 'lose-answer'}
	/** The connection breaks after so many bytes of the answer, at its end if it has no more. */
	| {do: 'cut'; after: number}
	/** One bit of the answer's byte at this place is wrong. */
	| {do: 'flip'; at: number}
	/** It waits here first. */
	| {do: 'hold'; until: Promise<unknown>}
	/** This is answered instead. */
	| {do: 'answer'; status: number; code: string; message?: string};

export type FaultProxy = {
	url: string;
	/** All requests in the order in which they came. */
	passed: Passed[];
	/** Decides about each request; nothing happens to those for which it gives nothing. */
	fault: (about: Passed) => Fault | undefined;
	close(): Promise<void>;
};

const rangeOf = ({headers}: IncomingMessage): string =>
	/(\d+-\d+)/.exec(String(headers['content-range'] ?? headers.range ?? ''))?.[1] ?? '';

const writable = (response: ServerResponse): Promise<void> =>
	new Promise((resolve) => {
		const end = () => {
			response.off('drain', end).off('close', end);
			resolve();
		};
		response.on('drain', end).on('close', end);
	});

/** A connection to the emulator on which things go wrong as told. */
export const startFaultProxy = async (target: string): Promise<FaultProxy> => {
	const {port, hostname} = new URL(target);
	const agent = new Agent({keepAlive: true});
	const passed: Passed[] = [];

	const forward = async (incoming: IncomingMessage): Promise<IncomingMessage> => {
		const {method, url: path, headers} = incoming;
		const outgoing = request({agent, hostname, port, method, path, headers});
		incoming.pipe(outgoing);
		incoming.once('close', () => incoming.complete || outgoing.destroy());
		const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
		return answer;
	};

	const serve = async (incoming: IncomingMessage, response: ServerResponse) => {
		const {method = '', url: path = ''} = incoming;
		const about: Passed = {method, path, range: rangeOf(incoming), status: 0, answered: false};
		passed.push(about);
		let fault = proxy.fault(about);
		if (fault?.do === 'hold') {
			await fault.until;
			fault = undefined;
		}
		if (fault?.do === 'drop') return incoming.socket.destroy();
		if (fault?.do === 'answer') {
			about.status = fault.status;
			response.writeHead(fault.status, {'content-type': 'application/json', 'x-amzn-requestid': 'proxy'});
			response.end(JSON.stringify({code: fault.code, message: fault.message ?? fault.code, type: 'Server'}));
			return incoming.resume();
		}
		const answer = await forward(incoming);
		about.status = answer.statusCode ?? 0;
		if (fault?.do === 'lose-answer') {
			answer.resume();
			return incoming.socket.destroy();
		}
		response.writeHead(about.status, answer.headers);
		let at = 0;
		for await (const bytes of answer as AsyncIterable<Buffer>) {
			if (fault?.do === 'flip' && fault.at >= at && fault.at < at + bytes.length) bytes[fault.at - at]! ^= 1;
			if (fault?.do === 'cut' && at + bytes.length > fault.after) {
				response.write(bytes.subarray(0, fault.after - at), () => incoming.socket.destroy());
				return answer.destroy();
			}
			at += bytes.length;
			if (!response.write(bytes)) await writable(response);
		}
		response.end(fault?.do === 'cut' ? () => incoming.socket.destroy() : undefined);
		about.answered = true;
		return undefined;
	};

	const server = createServer((incoming, response) => {
		serve(incoming, response).catch(() => incoming.socket.destroy());
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const proxy: FaultProxy = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		passed,
		fault: () => undefined,
		close: async () => {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			agent.destroy();
			await closed;
		},
	};
	return proxy;
};
