import type {Command as CommanderCommand} from 'commander';

/** What is asked of the engine's process: to be one, to say what it does, or to end. */
export type EngineAsk = {ask: 'run'} | {ask: 'status'} | {ask: 'stop'; all: boolean};

/** Adds `engine status` and `engine stop` to the command line, and the way in for the process itself. */
export const addEngine = (program: CommanderCommand, chosen: (asked: EngineAsk) => void): void => {
	const noun = program
		.command('engine')
		.description('The process that works on when no screen is open.')
		.helpCommand(false)
		.usage('<verb>');
	noun
		.command('status')
		.summary('Show the engines that run')
		.description(
			'Shows every engine of this state folder: its process, its account, what it has under way. Sends nothing.',
		)
		.action(() => chosen({ask: 'status'}));
	noun
		.command('stop')
		.summary('Stop the engine')
		.description(
			'Stops all work of the engine of this account so that it can be taken up again, and ends its process. Gives what it was.',
		)
		.option('--all', 'Every engine of this state folder.')
		.action((options) => chosen({ask: 'stop', all: options.all === true}));
	noun
		.command('run', {hidden: true})
		.description(
			'Becomes an engine, and tells on standard output whether it did. For iceaxe itself, which starts one where there is none: nobody has to.',
		)
		.action(() => chosen({ask: 'run'}));
};
