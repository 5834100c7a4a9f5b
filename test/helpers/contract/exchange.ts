import {request as plainRequest} from 'node:http';
import {request as secureRequest} from 'node:https';

/** What a service said, read to its end. */
export type Answer = {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	bytes: Buffer;
	text: string;
	/** The body as JSON; `undefined` when it is none. */
	// biome-ignore lint/suspicious/noExplicitAny: tests look at whatever came.
	json: any;
};

/** Sends one request on a connection of its own, byte for byte as given, and reads the answer. */
export const exchange = (
	url: string,
	{method, path, headers, body}: {method: string; path: string; headers: Record<string, string>; body: Uint8Array},
): Promise<Answer> =>
	new Promise((resolve, reject) => {
		const {protocol, hostname, port} = new URL(url);
		const send = protocol === 'https:' ? secureRequest : plainRequest;
		const request = send({hostname, port, method, path, headers, agent: false}, (response) => {
			const pieces: Buffer[] = [];
			response
				.on('data', (piece: Buffer) => pieces.push(piece))
				.on('error', reject)
				.on('end', () => {
					const bytes = Buffer.concat(pieces);
					// Making text of an archive takes longer than moving it.
					const isText = response.headers['content-type'] !== 'application/octet-stream';
					const text = isText ? bytes.toString() : '';
					resolve({status: response.statusCode!, headers: response.headers, bytes, text, json: parse(text)});
				});
		});
		request.on('error', reject).end(body);
	});

const parse = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};
