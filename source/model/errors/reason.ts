import type {ErrorValue} from './iceaxe-error.ts';

/** What happened to which thing, in one sentence: its name stands before a sentence that does not say it. */
export const saidOf = (name: string, {message}: Pick<ErrorValue, 'message'>): string =>
	message.includes(name) ? message : `${name}: ${message}`;

const capitalized = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** Our own sentences about calls: what could not be done, and why. A host that was not reached is the reason itself. */
const refused = /^Could not (?!reach )\S[^:]*(?::\S[^:]*)*: (.+)$/s;

/**
 * The reason of a failure where what failed stands beside it, so that the reason is not what is cut off: without the path that its sentence
 * begins with, or what it was that could not be done; of a key that may not, what it lacks.
 */
export const reasonOf = ({message, permission}: Pick<ErrorValue, 'message' | 'permission'>, path: string): string => {
	if (permission !== null) return `This key lacks ${permission}.`;
	const why = refused.exec(message)?.[1];
	if (why) return capitalized(why);
	if (path === '' || !message.startsWith(path)) return message;
	// The unfinished file has a name that goes on.
	const rest = /^\S* (.+)$/s.exec(message.slice(path.length))?.[1];
	return rest ? capitalized(rest) : message;
};
