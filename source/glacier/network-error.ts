import {operations} from './glacier.ts';
import {GlacierError, type Repeat} from './glacier-error.ts';
import {Stalled} from './stall.ts';
import type {Failing, SdkError} from './to-error.ts';

type Trouble = {why: string; hint: string | null; repeat: Repeat};

const offline = 'Check the network, and the region or endpoint.';

/** By the code of the system or of TLS. Where no connection was made, the service has certainly not seen the request. */
const troubles: Record<string, Trouble> = {
	ENOTFOUND: {why: 'its name is not known', hint: offline, repeat: 'safe'},
	EAI_AGAIN: {why: 'its name cannot be looked up now', hint: offline, repeat: 'safe'},
	ECONNREFUSED: {why: 'the connection was refused', hint: offline, repeat: 'safe'},
	EHOSTUNREACH: {why: 'there is no way to it', hint: offline, repeat: 'safe'},
	ENETUNREACH: {why: 'there is no network', hint: offline, repeat: 'safe'},
	EADDRNOTAVAIL: {why: 'there is no network', hint: offline, repeat: 'safe'},
	ECONNRESET: {why: 'the connection broke', hint: null, repeat: 'unsure'},
	ECONNABORTED: {why: 'the connection broke', hint: null, repeat: 'unsure'},
	EPIPE: {why: 'the connection broke', hint: null, repeat: 'unsure'},
	ETIMEDOUT: {why: 'it did not answer in time', hint: offline, repeat: 'unsure'},
	UND_ERR_SOCKET: {why: 'the connection broke', hint: null, repeat: 'unsure'},
	EMFILE: {why: 'this process has too many files open', hint: null, repeat: 'safe'},
};

const distrusted: Trouble = {
	why: 'its certificate is not trusted',
	hint: 'Where a proxy signs connections, name its certificates with AWS_CA_BUNDLE.',
	repeat: 'useless',
};

const isDistrust = (code: string) =>
	/^(CERT_|ERR_TLS_CERT|UNABLE_TO_(GET|VERIFY)|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH)/.test(code);

const troubleOf = (error: SdkError): Trouble | undefined => {
	if (error instanceof Stalled) return {why: error.message, hint: null, repeat: 'unsure'};
	// The SDK names this one and gives it no code.
	if (/did not establish a connection/.test(error.message)) {
		return {why: 'it did not accept a connection in time', hint: offline, repeat: 'safe'};
	}
	// Node's words for a connection that broke while TLS was being agreed on: nothing was sent yet.
	if (/before secure TLS connection/.test(error.message)) return {...troubles.ECONNRESET!, repeat: 'safe'};
	const {code = ''} = error;
	if (isDistrust(code)) return distrusted;
	if (/^(ERR_SSL|EPROTO)/.test(code)) return {why: 'it does not speak TLS as we do', hint: offline, repeat: 'useless'};
	return troubles[code] ?? (error.name === 'TimeoutError' ? troubles.ETIMEDOUT : undefined);
};

/** What the network did, as a sentence; `undefined` when it was not the network. */
export const toNetworkError = (error: SdkError, {call, host}: Failing): GlacierError | undefined => {
	const trouble = troubleOf(error);
	if (!trouble) return undefined;
	return new GlacierError('unreachable', `Could not reach ${host}: ${trouble.why}.`, {
		hint: trouble.hint,
		code: error.code ?? null,
		operation: operations[call],
		repeat: trouble.repeat,
		cause: error,
	});
};
