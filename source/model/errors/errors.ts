import {type ErrorValue, IceaxeError} from './iceaxe-error.ts';

/** What a person asked for cannot be; the message says what and why. */
export const invalidInput = (message: string, hint?: string): IceaxeError =>
	new IceaxeError('invalid-input', message, {hint: hint ?? null});

/** A vault, archive, job, transfer or file is not there. */
export const notFound = (message: string, hint?: string): IceaxeError =>
	new IceaxeError('not-found', message, {hint: hint ?? null});

/** Bytes are not what their hash says. */
export const mismatch = (message: string, hint?: string): IceaxeError =>
	new IceaxeError('mismatch', message, {hint: hint ?? null});

/** Whoever made the bytes of a stream is there no more, and has not said that they were all. */
export const producerGone = (): IceaxeError =>
	new IceaxeError('producer', 'Whoever sent the bytes went away before their end.', {
		hint: 'Nothing of them is in the vault. What comes through a pipe cannot be resumed: send it again.',
	});

/** Stopped by a person or by quitting; not a failure. */
export const cancelled = (message = 'Stopped.'): IceaxeError => new IceaxeError('cancelled', message);

/** Rebuilds an error that crossed from the engine as a value. */
export const errorFromValue = (value: ErrorValue): IceaxeError => new IceaxeError(value.kind, value.message, value);

/** Whether a thrown thing is an aborted wait rather than a failure. */
export const isAbort = (error: unknown): boolean =>
	(error instanceof IceaxeError && error.kind === 'cancelled') ||
	(error instanceof Error && error.name === 'AbortError');

const fileSentences: Record<string, string> = {
	ENOENT: 'does not exist',
	EACCES: 'may not be opened by this user',
	EPERM: 'may not be changed by this user',
	EISDIR: 'is a folder',
	ENOTDIR: 'is not a folder',
	EEXIST: 'exists already',
	ENOSPC: 'does not fit: the disk is full',
	EROFS: 'is on a read-only disk',
	EDQUOT: 'does not fit: the quota is used up',
	ELOOP: 'is a link where none may be followed',
	EMFILE: 'could not be opened: too many open files',
};

/** The value of anything thrown. System errors about files become sentences; what nobody expected is a `bug` and keeps its message. */
export const toErrorValue = (error: unknown): ErrorValue => {
	if (error instanceof IceaxeError) return error.value;
	if (isAbort(error)) return cancelled().value;
	const {code, path, message, syscall} = error as NodeJS.ErrnoException;
	// Of a folder that is to be created it is the place that refuses, such as /proc.
	const refusedFolder = code === 'ENOENT' && syscall === 'mkdir';
	const sentence = refusedFolder ? 'cannot be created there' : code && path ? fileSentences[code] : undefined;
	if (sentence) {
		const kind = code === 'ENOENT' && !refusedFolder ? 'not-found' : 'file';
		return new IceaxeError(kind, `${path} ${sentence}.`, {code}).value;
	}
	if (code && path) return new IceaxeError('file', `${path} cannot be used: ${message}.`, {code}).value;
	return new IceaxeError('bug', message ?? String(error), {
		code: typeof code === 'string' ? code : null,
		hint: 'The log has the details.',
	}).value;
};
