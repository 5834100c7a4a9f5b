// It brings no types of its own. Node's own matcher has no way to let `*` match a dot, so that `cache/**` would leave `cache/.index`.
// @ts-expect-error
import picomatch from 'picomatch';
import {invalidInput} from '../model/errors/errors.ts';

const compile = picomatch as (globs: readonly string[], options: {dot: boolean}) => (name: string) => boolean;

/** As in a .gitignore: without a `/` but at its end it is meant at any depth, and with one there it is a folder with all below. */
const expanded = (glob: string): string => {
	const name = glob.replace(/\/$/, '');
	const placed = name.includes('/') ? name.replace(/^\//, '') : `**/${name}`;
	return glob.endsWith('/') ? `${placed}/**` : placed;
};

/**
 * Whether a path with `/` between its folders is meant by one of some globs: `*.jpg` and `cache/` at any depth, `/cache` and `cache/*.jpg` only
 * at the top. Names that begin with a dot are like others.
 * @throws IceaxeError `invalid-input` for an empty glob
 */
export const globMatcher = (globs: readonly string[]): ((name: string) => boolean) => {
	if (globs.some((glob) => glob.replace(/^\/|\/$/g, '') === '')) throw invalidInput('An empty pattern means no file.');
	return globs.length === 0 ? () => false : compile(globs.map(expanded), {dot: true});
};
