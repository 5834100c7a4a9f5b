import {expect} from 'vitest';
import {treeHash} from '../../../source/model/tree-hash.ts';
import {hashHeaders, type Service} from './contract.ts';
import type {Answer} from './exchange.ts';

/** A multipart upload in progress. */
export type OpenUpload = {
	vault: string;
	id: string;
	path: string;
	/** Sends a part with a Content-Range as given. */
	put(range: string, bytes: Uint8Array, headers?: Record<string, string>): Promise<Answer>;
	/** Sends all of `bytes` in parts. */
	putAll(bytes: Uint8Array): Promise<void>;
	list(query?: string): Promise<Answer>;
	/** The ranges that have arrived. */
	ranges(): Promise<string[]>;
	complete(bytes: Uint8Array, headers?: Record<string, string>): Promise<Answer>;
};

/** Starts an upload in a new vault. */
export const openUpload = async (service: Service, partSize: number, description?: string): Promise<OpenUpload> => {
	const vault = await service.newVault();
	const headers: Record<string, string> = {'x-amz-part-size': String(partSize)};
	if (description !== undefined) headers['x-amz-archive-description'] = description;
	const answer = await service.send('POST', `/-/vaults/${vault}/multipart-uploads`, {headers});
	expect(answer.status, answer.text).toBe(201);
	const id = answer.headers['x-amz-multipart-upload-id'] as string;
	const path = `/-/vaults/${vault}/multipart-uploads/${id}`;
	const put: OpenUpload['put'] = (range, body, more) =>
		service.send('PUT', path, {headers: {...hashHeaders(body), 'content-range': range, ...more}, body});
	const list: OpenUpload['list'] = (query = '') => service.send('GET', `${path}${query}`);
	return {
		vault,
		id,
		path,
		put,
		list,
		putAll: async (bytes) => {
			for (let at = 0; at < bytes.length; at += partSize) {
				const part = bytes.subarray(at, at + partSize);
				expect((await put(`bytes ${at}-${at + part.length - 1}/*`, part)).status).toBe(204);
			}
		},
		ranges: async () => (await list()).json.Parts.map((part: {RangeInBytes: string}) => part.RangeInBytes),
		complete: (bytes, more) =>
			service.send('POST', path, {
				headers: {'x-amz-archive-size': String(bytes.length), 'x-amz-sha256-tree-hash': treeHash(bytes), ...more},
			}),
	};
};
