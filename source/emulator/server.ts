import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import {setTimeout as wait} from 'node:timers/promises';
import {answer} from './answer.ts';
import type {Identities} from './authentication/identities.ts';
import {send, sendRefusal} from './bodies/send.ts';
import type {ControlEndpoint} from './control/endpoint.ts';
import {Refusal, refuse} from './errors.ts';
import {Dropped} from './faults/bodies.ts';
import {effectOf, type Faults} from './faults/fault.ts';
import type {createRateLimit} from './faults/rate-limit.ts';
import {machineTime} from './faults/skew.ts';
import {newRequestId} from './identifiers.ts';
import type {RequestLine} from './request-log.ts';
import {matchRoute} from './routes.ts';
import type {World} from './world/world.ts';

/** What the server needs. */
export type ServerParts = {
	world: World;
	identities: Identities;
	faults: Faults;
	rateLimit: ReturnType<typeof createRateLimit>;
	/** Answers the requests that are not the service's, if anyone does. */
	control: ControlEndpoint | undefined;
	/** Hears of each request when it comes, its status still 0. */
	came(line: RequestLine): void;
	/** Hears of each request when its reply is sent. */
	answered(line: RequestLine): void;
};

/** The service's HTTP side. Not yet listening. */
export const createService = (parts: ServerParts): Server => {
	// A part of 4 GiB may take hours; what is too slow is told by the time between its bytes.
	const server = createServer({requestTimeout: 0, keepAliveTimeout: 75_000});
	const take = (request: IncomingMessage, response: ServerResponse, waits: boolean) => {
		const served = parts.control?.takes(request)
			? parts.control.serve(request, response)
			: serve(parts, request, response, waits);
		served.catch(() => response.destroy());
	};
	server.on('request', (request, response) => take(request, response, false));
	// A client that waits for "100 Continue" gets it only when its headers are good, so that a bad upload ends early.
	server.on('checkContinue', (request, response) => take(request, response, true));
	return server;
};

const serve = async (
	{world, identities, faults, rateLimit, came, answered}: ServerParts,
	request: IncomingMessage,
	response: ServerResponse,
	waits: boolean,
): Promise<void> => {
	const start = performance.now();
	const {method = '', url: target = '', headers} = request;
	const [path = '', query = ''] = target.split(/\?(.*)/s);
	const match = matchRoute(method, path, query);
	const operation = match?.operation.action;
	const effects = faults.strike(operation, match?.path.vault);
	const line: RequestLine = {id: newRequestId(), method, target, operation, status: 0, milliseconds: 0};
	const range = headers.range ?? headers['content-range'];
	if (range !== undefined) line.range = range;
	came(line);

	let mayCome = !waits;
	const proceed = () => {
		if (!mayCome) response.writeContinue();
		mayCome = true;
	};

	// Date is real time, which Node sends: clients correct their clocks by it, whatever the service's own clock shows.
	response.setHeader('x-amzn-RequestId', line.id);
	if (effectOf(effects, 'skew')) response.setHeader('Date', new Date(machineTime(effects)).toUTCString());
	try {
		rateLimit(operation);
		const refusal = effectOf(effects, 'refuse');
		if (refusal) throw new Refusal(refusal.code, refusal.message ?? 'This error was asked for.');
		const reply = await answer({world, identities, request, match, path, query, effects, proceed});
		const delay = effects.find((effect) => effect.does === 'delay' && effect.afterBytes === undefined);
		if (delay?.does === 'delay') await wait(delay.milliseconds);
		if (effectOf(effects, 'lose-reply')) throw new Dropped();
		line.status = reply.status;
		await send(response, reply, effects);
	} catch (error) {
		if (error instanceof Dropped || response.headersSent) {
			response.destroy();
			return;
		}
		const refusal = error instanceof Refusal ? error : refuse.unavailable();
		line.status = refusal.status;
		line.code = refusal.code;
		if (!(error instanceof Refusal)) line.failure = String(error);
		// When nobody sends the body, nothing else can come on this connection either.
		if (!mayCome || refusal.code === 'RequestTimeoutException') response.setHeader('Connection', 'close');
		sendRefusal(response, refusal);
	} finally {
		line.milliseconds = Math.round(performance.now() - start);
		answered(line);
		// The rest of a refused body is read and dropped, so that the sender gets to read the reply.
		if (mayCome) request.resume();
	}
};
