import type {Command} from '../commands/command.ts';
import {countedText} from '../model/format.ts';
import type {Transfer} from '../model/transfer.ts';

/** How many ids a line names; more are taken up one list at a time. */
const idsNamed = 5;

/** Commands that a job at the service outlives. */
const waitsForJob: readonly string[] = ['inventory.refresh', 'inventory.list'];

/** What is left to do after a command has ended, and how to take it up again, in sentences. */
export const nextSteps = (ended: {
	command: Command;
	/** Ended by ^C or a signal. */
	stopped: boolean;
	unfinished: readonly Transfer[];
	program: string;
	/** Whether an engine of its own goes on with what is not stopped. */
	apart: boolean;
	/** Whether what is unfinished goes on although the command has stopped. */
	goesOn: boolean;
}): string[] => {
	const {command, stopped, unfinished, program, apart, goesOn} = ended;
	if (unfinished.length === 0) {
		if (!stopped) return [];
		return waitsForJob.includes(command.name)
			? ['Stopped. The job goes on at the service: the same command takes it up again.']
			: ['Stopped.'];
	}
	const ids = unfinished.slice(0, idsNamed).map(({transferId}) => transferId);
	const resume = `  ${program} transfers resume ${ids.join(' ')}${unfinished.length > idsNamed ? ' …' : ''}`;
	const downloads = unfinished.filter(({direction}) => direction === 'download');
	if (stopped && goesOn) {
		return [
			`${countedText(unfinished.length, 'transfer')} ${unfinished.length === 1 ? 'goes' : 'go'} on without this command.`,
		];
	}
	if (stopped) {
		return [
			`Stopped. ${countedText(unfinished.length, 'transfer')} can go on where ${unfinished.length === 1 ? 'it' : 'they'} stopped:`,
			resume,
		];
	}
	if (downloads.length === 0) return [];
	if (apart) {
		return [
			`${downloads.length === 1 ? 'The download begins' : 'The downloads begin'} by ${downloads.length === 1 ? 'itself' : 'themselves'} when the retrieval is ready. To see how far it is, open iceaxe, or:`,
			`  ${program} transfers attach`,
		];
	}
	return [
		'The retrieval goes on at the service, and its output stays for 24 hours once it is ready. To download then, open iceaxe, or wait for it with:',
		resume,
	];
};
