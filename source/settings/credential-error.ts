import {isAbort} from '../model/errors/errors.ts';
import {IceaxeError} from '../model/errors/iceaxe-error.ts';
import {redactShapes} from '../platform/redact.ts';
import {profileSection} from './aws-files.ts';
import type {CredentialOptions} from './credentials.ts';

type Explained = {message: string; hint: string | null; code?: string};

/** The code of credentials that were good and have to be renewed by a person. */
const sessionEnded = 'SESSION_ENDED';

const networkCodes = /^(ENOTFOUND|EAI_AGAIN|ECONN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPIPE)/;

/** A sentence for each way in which the search for credentials ends. */
const explain = (error: Error, {profile, files, askForCode}: CredentialOptions): Explained => {
	const {name, message} = error;
	const named = profile ?? 'default';
	const section = profileSection(files, named) ?? {};
	const of = `of profile ${named}`;
	if (/multi-factor authentication/.test(message) || (section.mfa_serial && !askForCode)) {
		return {
			message: `The role ${of} asks for a code of an MFA device.`,
			hint: 'Get a session with "aws sts assume-role" or a tool of your choice, and give it by its variables.',
		};
	}
	if (/sso|token is expired|token .* not found|session .* expired/i.test(`${name} ${message}`) && isSso(section)) {
		return {
			message: `The SSO session ${of} has ended, or never began.`,
			hint: `Sign in with "aws sso login${profile ? ` --profile ${profile}` : ''}"; it is found without a restart.`,
			code: sessionEnded,
		};
	}
	if (section.login_session && /login|session|token/i.test(message)) {
		return {
			message: `The sign-in ${of} has ended.`,
			hint: `Sign in with "aws login${profile ? ` --profile ${profile}` : ''}"; it is found without a restart.`,
			code: sessionEnded,
		};
	}
	if (section.credential_process && !section.aws_access_key_id) {
		// Its command and what it said may hold secrets.
		return {message: `The credential_process ${of} failed.`, hint: `Run it by itself; it is in ${files.configPath}.`};
	}
	if (section.role_arn) {
		return {message: `The role ${of} cannot be assumed: ${plain(message)}.`, hint: `See ${files.configPath}.`};
	}
	if (/Could not load credentials from any providers/.test(message) && !profile) {
		return {
			message: 'No AWS credentials were found.',
			hint: 'Choose a profile with --profile, or try the demo with --demo.',
		};
	}
	if (profile) return {message: `Profile ${profile} has no usable credentials.`, hint: `See ${files.configPath}.`};
	return {message: `No AWS credentials were found: ${plain(message)}.`, hint: null};
};

const isSso = (section: Record<string, string | undefined>) =>
	Boolean(section.sso_session || section.sso_start_url || section.sso_account_id);

const plain = (message: string) =>
	redactShapes(message)
		.split('\n')[0]!
		.slice(0, 300)
		.replace(/[.\s]+$/, '');

/** What ended the search for credentials, as an IceaxeError: `unreachable` when it was the network, else `credentials`. */
export const toCredentialError = (error: unknown, options: CredentialOptions): IceaxeError => {
	if (error instanceof IceaxeError) return error;
	if (isAbort(error)) return new IceaxeError('cancelled', 'Stopped.');
	const {code, name} = error as NodeJS.ErrnoException;
	if (networkCodes.test(code ?? '') || name === 'TimeoutError') {
		return new IceaxeError('unreachable', 'The sign-in service of AWS could not be reached.', {
			hint: 'Check the network.',
			code: code ?? null,
			cause: error,
		});
	}
	const {message, hint, code: ours = name} = explain(error as Error, options);
	return new IceaxeError('credentials', message, {hint, code: ours ?? null, cause: error});
};
