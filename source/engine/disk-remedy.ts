import type {ErrorValue} from '../model/errors/iceaxe-error.ts';

/** What a person does about a disk that takes nothing more, by the system's code. */
const remedies: Readonly<Record<string, string>> = {
	ENOSPC: 'Make room',
	EDQUOT: 'Make room',
	EROFS: 'Make the disk writable',
	EACCES: 'Let this user write there',
	EPERM: 'Let this user write there',
};

/** An error with what to do about it, where that is the disk's and nobody has said so; `then` is what follows, as `resume: …`. */
export const withRemedy = (error: ErrorValue, then: string): ErrorValue => {
	const remedy = error.kind === 'file' && error.hint === null ? remedies[error.code ?? ''] : undefined;
	return remedy ? {...error, hint: `${remedy} and ${then}.`} : error;
};
