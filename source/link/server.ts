import {createServer, type Socket} from 'node:net';
import type {EngineStatus} from '../model/engine-status.ts';
import type {EngineLink} from '../model/requests.ts';
import {listenPrivately} from '../platform/private-socket.ts';
import {serveFace} from './face-connection.ts';
import {takeFeed} from './feed.ts';
import {readLines, writeLine} from './lines.ts';
import type {Hello, Welcome} from './protocol.ts';
import type {Questions} from './questions.ts';

/** Whoever connects says what it wants within this many milliseconds. */
const helloTime = 5000;

const asks: readonly unknown[] = ['attach', 'feed', 'status', 'stop', 'replace'] satisfies Hello['ask'][];

export type ServerOptions = {
	/** Where the socket is to be. What stands there is of an engine that is no more: whoever calls this has the lock. */
	path: string;
	/** This build's. */
	mark: string;
	link: EngineLink;
	questions: Questions;
	/** All but the faces, which are counted here. */
	status(): Promise<Omit<EngineStatus, 'faces'>>;
	/** The time at the service, milliseconds since 1970, and how fast it runs. */
	now(): number;
	speed: number;
	/** A face's variables with credentials. */
	onEnvironment(environment: Record<string, string>): void;
	/** Somebody wants it to end. */
	onStop(): void;
	/** Whether something is under way that could not be taken up again. */
	isBusy(): boolean;
};

/** The door through which faces reach an engine in this process. */
export type LinkServer = {
	/** How many are attached. */
	readonly faces: number;
	/** Takes no more faces, and says so to those that come. */
	refuse(): void;
	/** Ends all connections and takes the socket away. */
	close(): Promise<void>;
};

/** Opens the door. Only its owner may come through it. */
export const serveLink = async (options: ServerOptions): Promise<LinkServer> => {
	const {path, mark, link, questions} = options;
	const connections = new Set<Socket>();
	let faces = 0;
	let closing = false;

	const status = async () => ({...(await options.status()), faces});
	const welcome = (socket: Socket, line: Welcome) => writeLine(socket, line);

	const attach = async (socket: Socket, hello: Extract<Hello, {ask: 'attach'}>) => {
		options.onEnvironment(hello.environment);
		faces++;
		welcome(socket, {mark, welcome: 'attached', now: options.now(), speed: options.speed});
		await serveFace(socket, link, hello.answers ? questions : null);
		faces--;
	};
	const greet = async (socket: Socket, hello: Hello) => {
		if (typeof hello?.mark !== 'string' || !asks.includes(hello.ask)) return void socket.destroy();
		if (hello.ask === 'status')
			return void socket.end(`${JSON.stringify({mark, welcome: 'status', status: await status()})}\n`);
		if (hello.ask === 'stop' || (hello.ask === 'replace' && !options.isBusy())) {
			welcome(socket, {mark, welcome: 'stopping'});
			return options.onStop();
		}
		const refused = hello.ask === 'replace' ? 'busy' : closing ? 'closing' : hello.mark !== mark ? 'build' : null;
		if (refused)
			return void socket.end(`${JSON.stringify({mark, refused, status: await status()} satisfies Welcome)}\n`);
		if (hello.ask === 'attach') return attach(socket, hello);
		if (hello.ask !== 'feed') return;
		welcome(socket, {mark, welcome: 'feeding'});
		await takeFeed(socket, link, hello.transferId);
	};

	// Half-open: a feed ends, and its giver still hears how it was taken.
	const server = createServer({allowHalfOpen: true}, (socket) => {
		connections.add(socket);
		socket.once('close', () => connections.delete(socket));
		socket.on('error', () => {});
		const late = setTimeout(() => socket.destroy(), helloTime);
		readLines<Hello>(socket, (hello) => {
			clearTimeout(late);
			// What follows is somebody else's to read, who begins when this line is done with.
			queueMicrotask(() => void greet(socket, hello).catch((error) => socket.destroy(error)));
			return false;
		});
	});
	await listenPrivately(server, path);
	server.on('error', () => {});

	return {
		get faces() {
			return faces;
		},
		refuse: () => {
			closing = true;
		},
		close: async () => {
			closing = true;
			const closed = new Promise((resolve) => server.close(resolve));
			for (const socket of connections) socket.end();
			// Who does not read any more is not waited for.
			const late = setTimeout(() => {
				for (const socket of connections) socket.destroy();
			}, 500);
			await closed;
			clearTimeout(late);
		},
	};
};
