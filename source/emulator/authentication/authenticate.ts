import {timingSafeEqual} from 'node:crypto';
import {refuse} from '../errors.ts';
import {type Scope, signatureOf} from './canonical-request.ts';
import type {Identities, Identity} from './identities.ts';

/** A request as far as its signature is concerned. */
export type UnverifiedRequest = {
	method: string;
	/** Path and query as they were sent. */
	target: string;
	headers: Record<string, string | string[] | undefined>;
	/** SHA-256 of the body as the request claims it, or as it was computed when it claims none; hex. */
	payloadHash: string;
};

/** Who signed, and for which region. */
export type Caller = {identity: Identity; region: string};

/** How far the signer's clock may be off. */
const greatestSkew = 5 * 60_000;

/**
 * Verifies Signature Version 4 in the Authorization header (amazon-glacier-signing-requests).
 * @param machineTime real time, milliseconds: signatures know nothing of the service's own clock
 * @throws Refusal with the reason
 */
export const authenticate = (request: UnverifiedRequest, identities: Identities, machineTime: number): Caller => {
	const {credential, signedHeaders, signature} = readAuthorization(request.headers.authorization);
	const identity = identities.find(credential.accessKeyId);
	if (!identity) throw refuse.unknownClient();
	checkToken(identity, request.headers['x-amz-security-token'], machineTime);

	const moment = momentOf(request.headers);
	checkScope(credential.scope, moment, request.headers.host);
	checkSkew(moment, machineTime);
	for (const needed of ['host', 'x-amz-date', 'x-amz-glacier-version', 'x-amz-security-token']) {
		if (request.headers[needed] !== undefined && !signedHeaders.includes(needed)) {
			throw refuse.badAuthorization(`'${needed}' must be a 'SignedHeader' in the AWS Authorization.`);
		}
	}

	const expected = signatureOf(identity.secretAccessKey, credential.scope, moment, {...request, signedHeaders});
	const given = Buffer.from(signature);
	if (given.length !== expected.length || !timingSafeEqual(given, Buffer.from(expected))) throw refuse.wrongSignature();
	return {identity, region: credential.scope.region};
};

const readAuthorization = (header: string | string[] | undefined) => {
	if (typeof header !== 'string' || header === '') throw refuse.noCredentials();
	const match =
		/^AWS4-HMAC-SHA256 +Credential=([^/,\s]+)\/(\d{8})\/([^/,]+)\/([^/,]+)\/aws4_request,\s*SignedHeaders=([a-z0-9;._-]+),\s*Signature=([0-9a-f]+)$/.exec(
			header.trim(),
		);
	if (!match) throw refuse.badAuthorization('The Authorization header is not a complete AWS4-HMAC-SHA256 one.');
	const [, accessKeyId = '', date = '', region = '', service = '', names = '', signature = ''] = match;
	const scope: Scope = {date, region, service};
	return {credential: {accessKeyId, scope}, signedHeaders: names.split(';'), signature};
};

const checkToken = (identity: Identity, given: string | string[] | undefined, machineTime: number): void => {
	if (identity.sessionToken !== given) throw refuse.unknownClient();
	if (identity.expires !== undefined && machineTime >= identity.expires) throw refuse.expiredToken();
};

const momentOf = (headers: UnverifiedRequest['headers']): string => {
	const moment = headers['x-amz-date'] ?? headers.date;
	if (typeof moment !== 'string' || !/^\d{8}T\d{6}Z$/.test(moment)) {
		throw refuse.badAuthorization(
			"AWS Signature Version 4 requires 'x-amz-date' or 'Date', in the form 20150830T123600Z.",
		);
	}
	return moment;
};

const checkScope = ({date, region, service}: Scope, moment: string, host: string | string[] | undefined): void => {
	if (service !== 'glacier')
		throw refuse.badAuthorization("Credential should be scoped to correct service: 'glacier'.");
	if (date !== moment.slice(0, 8)) {
		throw refuse.badAuthorization(`Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date`);
	}
	// Any host will do; one that names a region must name that of the signature.
	const named = /^glacier(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com/.exec(String(host))?.[1];
	if (named !== undefined && named !== region) {
		throw refuse.badAuthorization(`Credential should be scoped to a valid region, not '${region}'.`);
	}
};

const checkSkew = (moment: string, machineTime: number): void => {
	const sent = Date.parse(moment.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'));
	const basic = (milliseconds: number) => new Date(milliseconds).toISOString().replace(/[-:]|\.\d+/g, '');
	if (Number.isNaN(sent) || sent < machineTime - greatestSkew) {
		throw refuse.signatureTooOld(moment, basic(machineTime - greatestSkew), basic(machineTime));
	}
	if (sent > machineTime + greatestSkew) {
		throw refuse.signatureTooNew(moment, basic(machineTime + greatestSkew), basic(machineTime));
	}
};
