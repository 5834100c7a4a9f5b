import {createHash} from 'node:crypto';
import {createReadStream, createWriteStream} from 'node:fs';
import {createServer} from 'node:http';
import {join} from 'node:path';
import {Transform} from 'node:stream';
import {pipeline} from 'node:stream/promises';

/**
 * The measure of all servers: Node's own HTTP server that does nothing but hash what comes and write it to a file, or
 * read a range of a file and send it. `PUT /name`, `GET /name` with a Range.
 * @param flush whether a file is to be on the disk, not only with the operating system, before the reply
 */
export const serveBare = (folder: string, flush: boolean): Promise<number> =>
	new Promise((resolve) => {
		const server = createServer({requestTimeout: 0, keepAliveTimeout: 75_000}, async (request, response) => {
			const file = join(folder, request.url!.slice(1));
			if (request.method === 'PUT') {
				const hash = createHash('sha256');
				const hasher = new Transform({
					transform: (chunk, _, done) => {
						hash.update(chunk);
						done(null, chunk);
					},
				});
				await pipeline(request, hasher, createWriteStream(file, {flush}));
				response.end(hash.digest('hex'));
				return;
			}
			const [, start, end] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? [];
			const range = start === undefined ? {} : {start: Number(start), end: Number(end)};
			await pipeline(createReadStream(file, {...range, highWaterMark: 256 * 1024}), response).catch(() => {});
		});
		server.listen(0, '127.0.0.1', () => resolve((server.address() as {port: number}).port));
	});
