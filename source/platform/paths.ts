import {isAbsolute, join, resolve} from 'node:path';
import {makeFolder} from './make-folder.ts';

/** The folders where iceaxe keeps what is its own, all absolute. None of them holds a file of a person. */
export type StatePaths = {
	/** `config.json`: settings. */
	config: string;
	/** Catalogs, and what the embedded emulator stores. */
	data: string;
	/** The log and its predecessor. */
	log: string;
	/** Sockets and the like, of no worth after the last process has ended. */
	runtime: string;
};

export type StatePathOptions = {
	/** `--state DIR` or ICEAXE_STATE: everything under one folder. Relative to `folder`. */
	state?: string | undefined;
	env: NodeJS.ProcessEnv;
	/** The person's home folder. */
	home: string;
	/** What relative paths are relative to; the working folder by default. */
	folder?: string | undefined;
};

/** Where state lives: by the XDG base directories, or all under one folder. */
export const statePaths = ({state, env, home, folder = process.cwd()}: StatePathOptions): StatePaths => {
	const together = state || env.ICEAXE_STATE;
	if (together) {
		const root = resolve(folder, expandHome(together, home));
		return {
			config: join(root, 'config'),
			data: join(root, 'data'),
			log: join(root, 'log'),
			runtime: join(root, 'runtime'),
		};
	}
	// The XDG specification: a value that is not absolute is to be ignored.
	const base = (variable: string, ...otherwise: string[]) => {
		const value = env[variable];
		return value && isAbsolute(value) ? value : join(home, ...otherwise);
	};
	const data = join(base('XDG_DATA_HOME', '.local', 'share'), 'iceaxe');
	return {
		config: join(base('XDG_CONFIG_HOME', '.config'), 'iceaxe'),
		data,
		log: join(base('XDG_STATE_HOME', '.local', 'state'), 'iceaxe'),
		// Not in XDG_RUNTIME_DIR: that goes when its owner logs out, and the engine is to be found after that.
		runtime: join(data, 'runtime'),
	};
};

/**
 * Creates the folders that are missing, open to their owner only. Folders that exist keep their mode: files in them are 0600 anyway.
 * @throws the system's error, with its path.
 */
export const createFolders = async (folders: Iterable<string>): Promise<void> => {
	for (const path of folders) await makeFolder(path, 0o700);
};

/** `~` and `~/x` with the home folder put in, as shells do; other paths as they are. */
export const expandHome = (path: string, home: string): string =>
	path === '~' ? home : path.startsWith('~/') ? join(home, path.slice(2)) : path;
