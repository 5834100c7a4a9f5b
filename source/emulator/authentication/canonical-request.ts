import {createHash, createHmac} from 'node:crypto';

/** What of a request goes into its signature. */
export type SignedParts = {
	method: string;
	/** Path and query as they were sent, still encoded. */
	target: string;
	/** Values by lower-case name. */
	headers: Record<string, string | string[] | undefined>;
	/** The names in `SignedHeaders`, in order. */
	signedHeaders: readonly string[];
	/** Hex SHA-256 of the body. */
	payloadHash: string;
};

/** The scope of a signature: `DATE/REGION/SERVICE/aws4_request`. */
export type Scope = {date: string; region: string; service: string};

/** Encodes all but the unreserved characters of RFC 3986. */
const encode = (text: string): string =>
	encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** The path without empty, `.` and `..` segments and encoded once more, as every service but S3 wants it. */
const canonicalPath = (path: string): string => {
	const kept: string[] = [];
	for (const segment of path.split('/')) {
		if (segment === '..') kept.pop();
		else if (segment !== '' && segment !== '.') kept.push(segment);
	}
	const end = kept.length > 0 && path.endsWith('/') ? '/' : '';
	return encode(`/${kept.join('/')}${end}`).replaceAll('%2F', '/');
};

const decode = (text: string): string => {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
};

const canonicalQuery = (query: string): string =>
	query
		.split('&')
		.filter(Boolean)
		.map((pair) => {
			const at = pair.indexOf('=');
			const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
			return `${encode(decode(name))}=${encode(decode(value))}`;
		})
		.sort()
		.join('&');

const canonicalHeader = (value: string | string[] | undefined): string =>
	[value ?? ''].flat().join(',').trim().replace(/ +/g, ' ');

/** The canonical request of Signature Version 4, from its parts. */
const canonicalRequest = ({method, target, headers, signedHeaders, payloadHash}: SignedParts): string => {
	const [path = '', query = ''] = target.split(/\?(.*)/s);
	return [
		method,
		canonicalPath(path),
		canonicalQuery(query),
		...signedHeaders.map((name) => `${name}:${canonicalHeader(headers[name])}`),
		'',
		signedHeaders.join(';'),
		payloadHash,
	].join('\n');
};

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The signature, hex, of a request made at `moment` (`20150830T123600Z`). */
export const signatureOf = (secret: string, scope: Scope, moment: string, parts: SignedParts): string => {
	const {date, region, service} = scope;
	const digest = createHash('sha256').update(canonicalRequest(parts)).digest('hex');
	const text = ['AWS4-HMAC-SHA256', moment, `${date}/${region}/${service}/aws4_request`, digest].join('\n');
	const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
	return hmac(key, text).toString('hex');
};
