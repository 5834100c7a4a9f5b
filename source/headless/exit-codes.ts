import type {ErrorKind} from '../model/errors/iceaxe-error.ts';

/** What a script may tell apart by the exit code, worst first: of several failures the first of this list decides. */
const kinds: readonly {kinds: readonly ErrorKind[]; code: number; meaning: string}[] = [
	{kinds: ['bug'], code: 1, meaning: 'something that nobody expected; the log has the details'},
	{kinds: ['mismatch'], code: 7, meaning: 'verification failed: bytes are not what their hash says'},
	{kinds: ['credentials'], code: 5, meaning: 'no credentials, or they have expired'},
	{kinds: ['denied'], code: 4, meaning: 'access denied: the key lacks a permission'},
	{kinds: ['service'], code: 9, meaning: 'the service refused, or answered with an error'},
	{kinds: ['unreachable'], code: 6, meaning: 'the service could not be reached; later may help'},
	{kinds: ['producer'], code: 11, meaning: 'the command whose output was uploaded failed; no archive was made'},
	{kinds: ['file'], code: 8, meaning: 'a local file or folder: exists, unreadable, disk full'},
	{kinds: ['not-found'], code: 3, meaning: 'a vault, archive, job, transfer or file that is not there'},
	{kinds: ['invalid-input'], code: 2, meaning: 'the command line, or a value in it; nothing was done'},
	{kinds: ['overdue'], code: 10, meaning: 'a backup is overdue'},
	{kinds: ['cancelled'], code: 130, meaning: 'interrupted, or answered with no; can be taken up again'},
];

/** The exit code of a kind of error. */
export const exitCodeOf = (kind: ErrorKind): number => kinds.find((row) => row.kinds.includes(kind))!.code;

/** The exit code of everything that failed; 0 when nothing did. */
export const worstExitCode = (failed: readonly ErrorKind[]): number =>
	kinds.find((row) => row.kinds.some((kind) => failed.includes(kind)))?.code ?? 0;

/** All exit codes with what they mean, in their order, for the help and the documentation. */
export const exitCodes: readonly {code: number; meaning: string}[] = [
	{code: 0, meaning: 'done'},
	...kinds.map(({code, meaning}) => ({code, meaning})).toSorted((a, b) => a.code - b.code),
];
