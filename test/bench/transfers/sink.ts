import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {treeHash} from '../../../source/model/tree-hash.ts';
import {blockSize, randomBlock, treeHashOfBlocks} from './block.ts';

/**
 * The program of a server that is in nobody's way: it takes what is sent and drops it, and sends bytes that it has in memory. It knows just
 * as much of the service's interface as an engine needs to upload one file and to download one; it checks nothing.
 */
const block = randomBlock();
const blocks = Number(process.argv[2]) / blockSize;
const size = blocks * blockSize;
const whole = treeHashOfBlocks(block, blocks);
const hashes = new Map<string, string>();

const hashOf = (first: number, length: number): string => {
	const key = `${first % blockSize} ${length}`;
	const hash = hashes.get(key) ?? treeHash(block.subarray(first % blockSize, (first % blockSize) + length));
	hashes.set(key, hash);
	return hash;
};

const job = {
	JobId: 'job',
	VaultARN: 'arn:aws:glacier:us-east-1:111122223333:vaults/bench',
	Action: 'ArchiveRetrieval',
	StatusCode: 'Succeeded',
	Completed: true,
	CreationDate: new Date().toISOString(),
	CompletionDate: new Date().toISOString(),
	Tier: 'Standard',
	ArchiveId: 'archive',
	ArchiveSizeInBytes: size,
	ArchiveSHA256TreeHash: whole,
	RetrievalByteRange: `0-${size - 1}`,
};

const send = ({headers}: IncomingMessage, response: ServerResponse): void => {
	const [, from, to] = /(\d+)-(\d+)/.exec(headers.range ?? '') ?? ['', '0', String(size - 1)];
	const first = Number(from);
	const length = Number(to) - first + 1;
	const parts = {'Content-Length': length, 'Content-Range': `bytes ${from}-${to}/${size}`};
	const hash = length <= blockSize ? {'x-amz-sha256-tree-hash': hashOf(first, length)} : {};
	response.writeHead(headers.range ? 206 : 200, {...parts, ...hash});
	for (let at = 0; at < length; at += blockSize) {
		const begin = (first + at) % blockSize;
		response.write(block.subarray(begin, begin + Math.min(blockSize, length - at)));
	}
	response.end();
};

const answer = (request: IncomingMessage, response: ServerResponse): void => {
	const {method, url = '', headers} = request;
	if (method === 'GET' && url.endsWith('/output')) send(request, response);
	else if (method === 'GET') {
		const body = url.includes('/jobs/') ? job : {JobList: [job], Marker: null};
		response.writeHead(200, {'Content-Type': 'application/json'}).end(JSON.stringify(body));
	} else if (method === 'PUT') {
		response.writeHead(204, {'x-amz-sha256-tree-hash': headers['x-amz-sha256-tree-hash'] ?? ''}).end();
	} else if (url.endsWith('/multipart-uploads')) response.writeHead(201, {'x-amz-multipart-upload-id': 'upload'}).end();
	else response.writeHead(201, {Location: '/here', 'x-amz-archive-id': 'archive'}).end();
};

const server = createServer({requestTimeout: 0}, (request, response) => {
	request.on('data', () => {});
	request.on('end', () => answer(request, response));
});
// A chunk or part of any size is hashed before anything is measured.
for (const length of [1, 8, 16, 64].map((n) => n * 2 ** 20))
	for (let at = 0; at < blockSize; at += length) hashOf(at, length);
server.listen(0, '127.0.0.1', () => {
	process.send!({url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, treeHash: whole, size});
});
process.on('disconnect', () => process.exit());
