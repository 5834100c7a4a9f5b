/**
 * Every way the service says no: the codes with their status (api-error-responses), and below them the words.
 *
 * Clients match on the words, so those seen from the live service are kept to the letter; the others are ours.
 */
export const errorCodes = {
	AccessDeniedException: {status: 403, type: 'Client'},
	BadRequest: {status: 400, type: 'Client'},
	ExpiredTokenException: {status: 403, type: 'Client'},
	InsufficientCapacityException: {status: 503, type: 'Server'},
	InvalidParameterValueException: {status: 400, type: 'Client'},
	InvalidSignatureException: {status: 403, type: 'Client'},
	LimitExceededException: {status: 400, type: 'Client'},
	MissingAuthenticationTokenException: {status: 400, type: 'Client'},
	MissingParameterValueException: {status: 400, type: 'Client'},
	NoLongerSupportedException: {status: 400, type: 'Client'},
	PolicyEnforcedException: {status: 400, type: 'Client'},
	RequestTimeoutException: {status: 408, type: 'Client'},
	ResourceNotFoundException: {status: 404, type: 'Client'},
	SerializationException: {status: 400, type: 'Client'},
	ServiceUnavailableException: {status: 500, type: 'Server'},
	SlowDown: {status: 503, type: 'Server'},
	ThrottlingException: {status: 400, type: 'Client'},
	UnrecognizedClientException: {status: 400, type: 'Client'},
} as const;

/** The name of an error, as `code` carries it. */
export type ErrorCode = keyof typeof errorCodes;

/** An error reply. Thrown anywhere below the server, which writes it as `{code, message, type}`. */
export class Refusal extends Error {
	override readonly name = 'Refusal';
	readonly code: ErrorCode;

	constructor(code: ErrorCode, message: string) {
		super(message);
		this.code = code;
	}

	get status(): number {
		return errorCodes[this.code].status;
	}

	get body(): string {
		return JSON.stringify({code: this.code, message: this.message, type: errorCodes[this.code].type});
	}
}

const words =
	<A extends unknown[]>(code: ErrorCode, message: (...values: A) => string) =>
	(...values: A): Refusal =>
		new Refusal(code, message(...values));

const invalid = <A extends unknown[]>(message: (...values: A) => string) =>
	words('InvalidParameterValueException', message);

/** The words of each refusal. What they are about stands in their names; what they quote, in their parameters. */
export const refuse = {
	// Who asks.
	noCredentials: words('MissingAuthenticationTokenException', () => 'Missing Authentication Token'),
	unknownClient: words('UnrecognizedClientException', () => 'The security token included in the request is invalid.'),
	expiredToken: words('ExpiredTokenException', () => 'The security token included in the request is expired'),
	wrongSignature: words(
		'InvalidSignatureException',
		() =>
			'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
	),
	badAuthorization: words('InvalidSignatureException', (problem: string) => problem),
	signatureTooOld: words(
		'InvalidSignatureException',
		(sent: string, limit: string, now: string) =>
			`Signature expired: ${sent} is now earlier than ${limit} (${now} - 5 min.)`,
	),
	signatureTooNew: words(
		'InvalidSignatureException',
		(sent: string, limit: string, now: string) =>
			`Signature not yet current: ${sent} is still later than ${limit} (${now} + 5 min.)`,
	),
	payloadHash: words(
		'InvalidSignatureException',
		(computed: string, expected: string) =>
			`The value passed in as x-amz-content-sha256 does not match the computed payload hash. Computed digest: ${computed} expected hash: ${expected}`,
	),
	denied: words(
		'AccessDeniedException',
		(who: string, action: string, resource: string, because: string) =>
			`User: ${who} is not authorized to perform: glacier:${action} on resource: ${resource}${because}`,
	),
	otherAccount: words(
		'AccessDeniedException',
		(account: string) => `The account ${account} is not the account of the credentials that signed this request.`,
	),

	// What is asked.
	missing: words('MissingParameterValueException', (name: string) => `Required parameter missing: ${name}`),
	unknownRoute: words('BadRequest', (method: string, path: string) => `No operation is known as ${method} ${path}`),
	bodyTooLong: words('BadRequest', (most: number) => `The body of this request must not exceed ${most} bytes.`),
	malformedJson: words('SerializationException', () => 'The body of this request is not a JSON object.'),
	invalidValue: invalid((name: string, value: string) => `Invalid ${name}: ${value}`),
	invalidVersion: invalid((value: string) => `Invalid API version: ${value}`),
	invalidAccount: invalid((value: string) => `Invalid account ID: ${value}`),
	invalidVaultName: invalid((arn: string) => `Invalid vault name: ${arn}`),
	invalidLimit: invalid((value: string, most: number) => `Invalid limit: ${value}. It must be 1 to ${most}.`),
	invalidMarker: invalid((value: string) => `Invalid marker: ${value}`),
	invalidDescription: invalid(
		() => 'Invalid archive description: it must be at most 1024 bytes of printable ASCII, 0x20 to 0x7E.',
	),
	invalidPolicy: invalid((problem: string) => `Invalid policy: ${problem}`),
	invalidTags: invalid((problem: string) => `Invalid tags: ${problem}`),
	unexpected: invalid((name: string, where: string) => `${name} must not be given for ${where}`),
	selectUnsupported: invalid(() => 'select jobs are not supported'),

	// Bodies.
	contentLength: invalid((value: number | string) => `Invalid Content-Length: ${value}`),
	contentRange: invalid((range: string) => `Invalid Content-Range: ${range}`),
	rangeAndLength: invalid(
		(range: string, length: number) => `Content-Range: ${range} is incompatible with Content-Length: ${length}`,
	),
	rangeAlignment: invalid(
		(range: string, partSize: number) => `Content-Range: ${range} is not aligned to the part size: ${partSize}`,
	),
	partTooLong: invalid(
		(range: string, partSize: number) => `Content-Range: ${range} is longer than the part size: ${partSize}`,
	),
	tooManyParts: invalid(
		(range: string, most: number) => `Content-Range: ${range} lies beyond the last of ${most} parts`,
	),
	partSize: invalid(
		(value: string) =>
			`Invalid part size: ${value}. Part size must not be null, must be a power of two and be between 1048576 and 4294967296 bytes.`,
	),
	bodyTreeHash: invalid((sent: string, computed: string) => `Checksum mismatch: expected ${sent} but was ${computed}`),
	archiveTreeHash: invalid((sent: string) => `Invalid x-amz-sha256-tree-hash: ${sent}`),
	archiveSize: invalid(
		(sent: number, sum: number) => `Invalid x-amz-archive-size: ${sent}. The parts have ${sum} bytes.`,
	),
	noParts: invalid((upload: string) => `The upload has no parts: ${upload}`),
	partsMissing: invalid((offset: number) => `The upload has no part that starts at ${offset}.`),
	shortPart: invalid((range: string) => `Only the last part may be shorter than the part size: ${range}`),
	requestTimeout: words('RequestTimeoutException', () => 'The body of the request did not arrive in time.'),

	// Things.
	vaultNotFound: words('ResourceNotFoundException', (arn: string) => `Vault not found for ARN: ${arn}`),
	archiveNotFound: words('ResourceNotFoundException', (id: string) => `The archive ID was not found: ${id}`),
	uploadNotFound: words('ResourceNotFoundException', (id: string) => `The upload ID was not found: ${id}`),
	jobNotFound: words('ResourceNotFoundException', (id: string) => `The job ID was not found: ${id}`),
	noInventory: words('ResourceNotFoundException', (arn: string) => `No inventory is available for vault: ${arn}`),
	noAccessPolicy: words('ResourceNotFoundException', (arn: string) => `No vault access policy is set for: ${arn}`),
	noNotifications: words(
		'ResourceNotFoundException',
		(arn: string) => `No notification configuration is set for vault: ${arn}`,
	),
	noLock: words('ResourceNotFoundException', (arn: string) => `No vault lock policy is set for: ${arn}`),
	archiveOfOtherVault: invalid((arn: string) => `Invalid vault name: ${arn}`),
	vaultNotEmpty: invalid((arn: string) => `Vault not empty or recently written to: ${arn}`),

	// Jobs.
	jobStatus: invalid((value: string) => `The job status code is not valid: ${value}`),
	jobNotReady: invalid((id: string) => `The job is not currently available for download: ${id}`),
	outputRange: invalid((range: string) => `Invalid Range: ${range}`),
	retrievalRange: invalid((range: string) => `Invalid retrieval byte range: ${range}`),
	policyEnforced: words(
		'PolicyEnforcedException',
		() => 'The retrieval would exceed the data retrieval policy that is set for this account and region.',
	),
	insufficientCapacity: words(
		'InsufficientCapacityException',
		() => 'There is insufficient capacity to process this expedited request.',
	),

	// Locks.
	lockExists: words(
		'AccessDeniedException',
		(arn: string, state: string) => `A vault lock is already ${state} for: ${arn}`,
	),
	lockIsFinal: words(
		'AccessDeniedException',
		(arn: string) => `The vault lock is Locked and cannot be changed: ${arn}`,
	),
	lockId: invalid((id: string) => `Invalid lock ID: ${id}`),

	// Limits and trouble.
	tooManyVaults: words('LimitExceededException', (most: number) => `The account has reached its ${most} vaults.`),
	tooManyTags: words('LimitExceededException', (most: number) => `A vault has at most ${most} tags.`),
	tooMuchCapacity: words(
		'LimitExceededException',
		(most: number) => `An account has at most ${most} provisioned capacity units.`,
	),
	throttled: words('ThrottlingException', () => 'Rate exceeded'),
	unavailable: words('ServiceUnavailableException', () => 'The service is temporarily unavailable.'),
	slowDown: words('SlowDown', () => 'Please reduce your request rate.'),
	noLongerSupported: words(
		'NoLongerSupportedException',
		() => 'Amazon Glacier no longer accepts new customers; this account holds no Glacier storage.',
	),
} as const;
