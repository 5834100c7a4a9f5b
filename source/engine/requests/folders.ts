import type {HandlersOf, Parts} from '../parts.ts';

/** What a person can do with folders of this machine. */
export const folderRequests = ({folders}: Parts): HandlersOf<'folders'> => ({
	'folders.sum': ({choice}, signal) => folders.sum(choice, signal),
	'folders.walk': (takes) => folders.start(takes),
	'folders.results': (takes, signal) => folders.results(takes, signal),
	'folders.stop': async (takes) => {
		folders.stop(takes);
		return null;
	},
});
