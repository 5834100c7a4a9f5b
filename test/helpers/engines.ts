import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';

/** Whether a process is there and no zombie. */
const isThere = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
};

/** The processes of all engines whose state is somewhere below a folder. */
export const enginesBelow = async (folder: string): Promise<number[]> => {
	const names = await readdir(folder, {recursive: true}).catch(() => []);
	const notes = names.filter((name) => name.endsWith('.engine'));
	const texts = await Promise.all(notes.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')));
	return texts.filter(Boolean).map((text) => (JSON.parse(text) as {pid: number}).pid);
};

/** Ends all engines whose state is somewhere below a folder, and waits until they have gone. */
export const endEnginesBelow = async (folder: string, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
	for (const pid of await enginesBelow(folder)) {
		if (!isThere(pid)) continue;
		process.kill(pid, signal);
		while (isThere(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
	}
};
