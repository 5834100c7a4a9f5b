import type {Decoder} from './decoder.ts';

/** A backend, fields such as `-s123`, and after `--` a hash or a name (git-annex's internals, "key format"). */
const key = /^(?:SHA\d|MD5|SKEIN\d|BLAKE\d|WORM|URL|GPGHMAC)[A-Z0-9_]*(?:-[a-zA-Z]\d{1,15})*--.+$/;

/** git-annex through a Glacier remote: the description is a key, such as `SHA256E-s1048576--9bc1….tar`, and so is the name. */
export const gitAnnex: Decoder<'git-annex'> = {
	id: 'git-annex',
	decode: (text) => (key.test(text) ? {rawName: text, encrypted: text.startsWith('GPGHMAC')} : undefined),
};
