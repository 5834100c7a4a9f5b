import {once} from 'node:events';
import {type AddressInfo, createServer, type Socket} from 'node:net';

/**
 * Who else uses an emulator that belongs to the process that started it. Each holds a connection: when a process ends, however that happens,
 * its connection does.
 */
export type Leases = {
	/** The port on 127.0.0.1 that they connect to. Each is told in a line how many others there are: from then on it counts. */
	readonly port: number;
	/** Resolves when there is none. */
	none(): Promise<void>;
	close(): void;
};

export const openLeases = async (): Promise<Leases> => {
	const held = new Set<Socket>();
	let waiting: (() => void)[] = [];
	const tell = () => {
		if (held.size > 0) return;
		for (const resolve of waiting) resolve();
		waiting = [];
	};
	const server = createServer((socket) => {
		socket.write(`${held.size}\n`);
		held.add(socket);
		socket.on('error', () => {});
		socket.on('close', () => {
			held.delete(socket);
			tell();
		});
		socket.resume();
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		port: (server.address() as AddressInfo).port,
		none: () =>
			new Promise((resolve) => {
				waiting.push(resolve);
				tell();
			}),
		close: () => {
			server.close();
			for (const socket of held) socket.destroy();
		},
	};
};
