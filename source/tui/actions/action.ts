import type {Screen} from '../screen/screen.ts';

/** One thing that a key, the palette or the help can do. Those of the engine have the names of their commands. */
export type Action = {
	name: string;
	/** `Restore archives`. */
	title: string;
	/** In one or two sentences, for the help. */
	description: string;
	/** Why it cannot be used now, as a sentence; undefined when it can. */
	unavailable?(screen: Screen): string | undefined;
	run(screen: Screen): void | Promise<void>;
};
