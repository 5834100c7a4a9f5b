import {randomBytes} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Emulator, type EmulatorOptions, startEmulator} from '../../../source/emulator/emulator.ts';
import {treeHash} from '../../../source/model/tree-hash.ts';
import {turnedClock} from '../../../source/platform/clock.ts';
import {type Answer, exchange} from './exchange.ts';
import {type Key, sha256, sign} from './sign.ts';

/**
 * The variable that sends the contract cases to the live service: a region, such as `eu-west-1`. Keys are taken from
 * AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, the account from AWS_ACCOUNT_ID. It creates and deletes
 * vaults whose names begin with `iceaxe-contract-`, and small archives, which cost a few cents for 90 days.
 */
const liveRegion = process.env.ICEAXE_CONTRACT_REGION;

/** Whether the cases speak to the live service. */
export const isLive = liveRegion !== undefined;

/** What is sent. A body that is an object becomes JSON. */
export type Sending = {
	headers?: Record<string, string>;
	body?: string | Uint8Array | object;
	key?: Key;
	date?: Date;
	region?: string;
	service?: string;
	/** Replaces what was signed afterwards; `undefined` leaves a header out. */
	tamper?: Record<string, string | undefined>;
};

/** The service that a contract's cases speak to, signed as its administrator unless told otherwise. */
export type Service = {
	readonly account: string;
	readonly region: string;
	/** The emulator behind it; only for cases that are marked as emulated. */
	readonly emulator: Emulator;
	send(method: string, path: string, sending?: Sending): Promise<Answer>;
	/** A new vault's name; the vault is created. */
	newVault(): Promise<string>;
	/** Uploads bytes in one request and returns the archive's id. */
	upload(vault: string, bytes: Uint8Array, description?: string): Promise<string>;
	/** Starts a job and returns its id. */
	startJob(vault: string, parameters: object): Promise<string>;
	/** Turns the clock on. Only for emulated cases. */
	advance(milliseconds: number): Promise<void>;
	vaultArn(vault: string): string;
};

const liveKey = (): Key => {
	const {AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN} = process.env;
	const key: Key = {accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY};
	return AWS_SESSION_TOKEN ? {...key, sessionToken: AWS_SESSION_TOKEN} : key;
};

/** Both hashes, as both uploads want them. */
export const hashHeaders = (bytes: Uint8Array): Record<string, string> => ({
	'x-amz-content-sha256': sha256(bytes),
	'x-amz-sha256-tree-hash': treeHash(bytes),
});

const toBytes = (body: Sending['body']): Uint8Array => {
	if (body === undefined) return new Uint8Array();
	if (body instanceof Uint8Array) return body;
	return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
};

/**
 * Cases for one operation, in a `describe` of its name, against an emulator of their own with a clock that stands, or,
 * when {@link isLive}, against the live service.
 */
export const contract = (operation: string, cases: (service: Service) => void, options: EmulatorOptions = {}): void => {
	describe(operation, () => {
		let emulator: Emulator | undefined;
		const made: string[] = [];
		const service: Service = {
			get account() {
				return emulator?.accountId ?? process.env.AWS_ACCOUNT_ID ?? '';
			},
			get region() {
				return emulator?.region ?? liveRegion!;
			},
			get emulator() {
				return emulator!;
			},
			vaultArn: (vault) => `arn:aws:glacier:${service.region}:${service.account}:vaults/${vault}`,
			advance: (milliseconds) => emulator!.control.advance(milliseconds),
			send: (method, path, sending = {}) => {
				const url = emulator?.url ?? `https://glacier.${liveRegion}.amazonaws.com`;
				const body = toBytes(sending.body);
				const headers: Record<string, string> = {
					host: new URL(url).host,
					'x-amz-glacier-version': '2012-06-01',
					'content-length': String(body.length),
					...sending.headers,
				};
				const signed = sign({
					method,
					path,
					headers,
					payloadHash: headers['x-amz-content-sha256'] ?? sha256(body),
					key: sending.key ?? emulator?.credentials ?? liveKey(),
					region: sending.region ?? service.region,
					date: sending.date ?? new Date(),
					...(sending.service === undefined ? {} : {service: sending.service}),
				});
				const sent = Object.entries({...signed, ...sending.tamper}).filter(([, value]) => value !== undefined);
				return exchange(url, {method, path, headers: Object.fromEntries(sent) as Record<string, string>, body});
			},
			newVault: async () => {
				const name = `iceaxe-contract-${randomBytes(6).toString('hex')}`;
				expect((await service.send('PUT', `/-/vaults/${name}`)).status).toBe(201);
				made.push(name);
				return name;
			},
			upload: async (vault, bytes, description) => {
				const headers = hashHeaders(bytes);
				if (description !== undefined) headers['x-amz-archive-description'] = description;
				const answer = await service.send('POST', `/-/vaults/${vault}/archives`, {headers, body: bytes});
				expect(answer.status, answer.text).toBe(201);
				return answer.headers['x-amz-archive-id'] as string;
			},
			startJob: async (vault, parameters) => {
				const answer = await service.send('POST', `/-/vaults/${vault}/jobs`, {body: parameters});
				expect(answer.status, answer.text).toBe(202);
				return answer.headers['x-amz-job-id'] as string;
			},
		};
		beforeAll(async () => {
			if (!isLive) emulator = await startEmulator({clock: turnedClock(Date.now()), ...options});
		});
		afterAll(async () => {
			if (isLive) for (const vault of made) await service.send('DELETE', `/-/vaults/${vault}`);
			await emulator?.close();
		});
		cases(service);
	});
};

/** A case that needs a clock that turns, an inventory now, or another key: only the emulator has them. */
export const emulated = it.skipIf(isLive);

/** Checks status, code, type and words of a refusal. */
export const expectRefusal = (answer: Answer, status: number, code: string, message: string | RegExp): void => {
	expect(answer.json, answer.text).toEqual({
		code,
		message: typeof message === 'string' ? message : expect.stringMatching(message),
		type: status >= 500 ? 'Server' : 'Client',
	});
	expect(answer.status).toBe(status);
	expect(answer.headers['content-type']).toBe('application/json');
	expect(answer.headers['x-amzn-requestid']).toMatch(/^[A-Za-z0-9_-]{47,}$/);
};

/** Shorthand for the commonest refusals. */
export const expectInvalid = (answer: Answer, message: string | RegExp): void =>
	expectRefusal(answer, 400, 'InvalidParameterValueException', message);
export const expectMissing = (answer: Answer, name: string): void =>
	expectRefusal(answer, 400, 'MissingParameterValueException', `Required parameter missing: ${name}`);
export const expectNotFound = (answer: Answer, message: string | RegExp): void =>
	expectRefusal(answer, 404, 'ResourceNotFoundException', message);
export const expectDenied = (answer: Answer, message: string | RegExp): void =>
	expectRefusal(answer, 403, 'AccessDeniedException', message);
