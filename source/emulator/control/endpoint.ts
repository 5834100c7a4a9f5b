import {randomBytes, timingSafeEqual} from 'node:crypto';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {receiveShort} from '../bodies/receive.ts';
import type {Control} from './control.ts';
import {type ControlHandler, controlRoutes} from './routes.ts';

/** Answers requests below `/_control/`, which no path of the service begins with. */
export type ControlEndpoint = {
	/** What each request must carry, as `Authorization: Bearer TOKEN`. */
	readonly token: string;
	takes(request: IncomingMessage): boolean;
	serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
};

const prefix = '/_control/';
const longestBody = 1024 * 1024;

/** The control functions over HTTP: JSON in, JSON out. */
export const createControlEndpoint = (
	control: Control,
	token = randomBytes(24).toString('base64url'),
): ControlEndpoint => ({
	token,
	takes: ({url = ''}) => url.startsWith(prefix),
	serve: async (request, response) => {
		const {status, body} = await answer(control, token, request);
		const text = body === undefined ? '' : JSON.stringify(body);
		response.writeHead(status, {'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text)});
		response.end(text);
	},
});

type ControlReply = {status: number; body?: unknown};

const answer = async (control: Control, token: string, request: IncomingMessage): Promise<ControlReply> => {
	const text = (await receiveShort(request, longestBody)).toString();
	if (!isToken(token, request.headers.authorization)) return {status: 401, body: {error: 'The token is not right.'}};
	const {pathname, searchParams} = new URL(request.url ?? '', 'http://localhost');
	const [name = '', ...rest] = pathname.slice(prefix.length).split('/');
	const handler: ControlHandler | undefined = controlRoutes[`${request.method} ${name}`];
	if (!handler) return {status: 404, body: {error: `There is no ${request.method} ${pathname}.`}};
	try {
		const given = text === '' ? {} : JSON.parse(text);
		const body = await handler(control, {given, query: searchParams, argument: rest.map(decodeURIComponent).join('/')});
		return body === undefined ? {status: 204} : {status: 200, body};
	} catch (error) {
		return {status: 400, body: {error: error instanceof Error ? error.message : String(error)}};
	}
};

const isToken = (token: string, authorization = ''): boolean => {
	const given = Buffer.from(authorization);
	const wanted = Buffer.from(`Bearer ${token}`);
	return given.length === wanted.length && timingSafeEqual(given, wanted);
};
