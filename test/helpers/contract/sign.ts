import {createHash, createHmac} from 'node:crypto';

/** An access key, for signing requests by hand. */
export type Key = {accessKeyId: string; secretAccessKey: string; sessionToken?: string};

/** What is signed, and how: everything can be wrong on purpose. */
export type ToSign = {
	method: string;
	/** Path and query as they are sent; each byte of them stands for itself. */
	path: string;
	headers: Record<string, string>;
	/** Hex SHA-256 of the body. */
	payloadHash: string;
	key: Key;
	region: string;
	date: Date;
	service?: string;
};

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Signature Version 4 as its documentation tells it, for tests that must send what no SDK would. Returns the headers to send. */
export const sign = ({method, path, headers, payloadHash, key, region, date, service = 'glacier'}: ToSign) => {
	const moment = date.toISOString().replace(/[-:]|\.\d+/g, '');
	const day = moment.slice(0, 8);
	const all: Record<string, string> = {...headers, 'x-amz-date': moment};
	if (key.sessionToken !== undefined) all['x-amz-security-token'] = key.sessionToken;
	const names = Object.keys(all)
		.map((name) => name.toLowerCase())
		.sort();
	const values = new Map(
		Object.entries(all).map(([name, value]) => [name.toLowerCase(), value.trim().replace(/ +/g, ' ')]),
	);
	const [route = '', query = ''] = path.split('?');
	const canonical = [
		method,
		route.replace(/\/+/g, '/').replaceAll('%', '%25'),
		query
			.split('&')
			.filter(Boolean)
			.map((pair) => (pair.includes('=') ? pair : `${pair}=`))
			.sort()
			.join('&'),
		...names.map((name) => `${name}:${values.get(name)}`),
		'',
		names.join(';'),
		payloadHash,
	].join('\n');
	const scope = `${day}/${region}/${service}/aws4_request`;
	const signingKey = [day, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${key.secretAccessKey}`);
	const signature = hmac(signingKey, `AWS4-HMAC-SHA256\n${moment}\n${scope}\n${sha256(canonical)}`).toString('hex');
	return {
		...all,
		authorization: `AWS4-HMAC-SHA256 Credential=${key.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
	};
};
