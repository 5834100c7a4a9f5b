import {safeName} from '../names/safe-name.ts';
import type {Timestamp} from '../timestamp.ts';
import {cloudberry} from './cloudberry.ts';
import type {Decoded} from './decoder.ts';
import {fastglacier} from './fastglacier.ts';
import {gitAnnex} from './git-annex.ts';
import {mt1} from './mt1.ts';
import {mt2} from './mt2.ts';
import {plain} from './plain.ts';
import {qnap} from './qnap.ts';

/** Every form, in the order in which they are tried; the last takes anything. */
const decoders = [mt2, mt1, fastglacier, cloudberry, qnap, gitAnnex, plain] as const;

/** Which writer's form a description has. */
export type DescriptionFormat = (typeof decoders)[number]['id'];

/** What a form says of the archive beside its name. The bytes are restored as they are, whatever the badges. */
export type Badges = {
	/** By the tool that wrote it. */
	compressed: boolean;
	encrypted: boolean;
	/** The name stands for a folder; it is a marker when the archive is tiny. */
	directory: boolean;
};

/** What a description decodes to. */
export type DecodedName = {
	/** Safe to display and to use as a relative path: see names/safe-name.ts. Does not end in `/`. */
	name: string;
	/** As its writer meant it, `/` between folders; as hostile as the description. */
	rawName: string;
	/** When the file itself was last changed; null when the form does not say. */
	modified: Timestamp | null;
	format: DescriptionFormat;
	badges: Badges;
	/** Bytes before the writing tool compressed and encrypted them, when it says so. */
	realSize?: number;
};

/** Most archives share this one: ten million rows need not each carry their own. */
const noBadges: Badges = Object.freeze({compressed: false, encrypted: false, directory: false});

const badgesOf = ({compressed = false, encrypted = false, directory = false, rawName}: Decoded): Badges => {
	const folder = directory || rawName.endsWith('/');
	return compressed || encrypted || folder ? {compressed, encrypted, directory: folder} : noBadges;
};

/** Without white space around it and without one pair of quotes, which some tools and shells leave. */
const strip = (description: string): string => {
	const text = description.trim();
	const first = text[0];
	const quoted = (first === '"' || first === "'") && text.length > 1 && text.at(-1) === first;
	return quoted ? text.slice(1, -1).trim() : text;
};

/**
 * The name that a description stands for, whoever wrote it. An empty description, or one that names nothing, takes the archive's id.
 *
 * Never throws, whatever it is given. Keep the description itself beside it: people may want to see that.
 */
export const decodeDescription = (description: string, archiveId: string): DecodedName => {
	const text = strip(description) || archiveId;
	for (const {id, decode} of decoders) {
		const decoded = decode(text);
		if (!decoded) continue;
		const {rawName, modified = null, realSize} = decoded;
		const name = safeName(rawName, archiveId);
		const result: DecodedName = {name, rawName, modified, format: id, badges: badgesOf(decoded)};
		if (realSize !== undefined) result.realSize = realSize;
		return result;
	}
	throw new Error('The last form takes any text.');
};
