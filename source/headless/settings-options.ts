import type {Command as CommanderCommand} from 'commander';

/** A change of one setting: null takes it out of the file, so that its default holds again. */
export type SettingChange = {name: string; value: string | null};

/** Adds `settings list`, `settings set` and `settings unset` to the command line. */
export const addSettings = (program: CommanderCommand, chosen: (change: SettingChange | null) => void): void => {
	const noun = program
		.command('settings')
		.description('What a person has set once for always.')
		.helpCommand(false)
		.usage('<verb>');
	noun
		.command('list')
		.summary('List the settings')
		.description('Lists every setting, its value, and who said it. Sends nothing.')
		.action(() => chosen(null));
	noun
		.command('set')
		.summary('Set a setting')
		.description('Writes a setting into the settings file. Flags and variables still count more.')
		.argument('<name>', 'Its name, as `settings list` has it.')
		.argument('<value>', 'Its value: a text, a number, or true or false.')
		.action((name: string, value: string) => chosen({name, value}));
	noun
		.command('unset')
		.summary('Take a setting out')
		.description('Takes a setting out of the settings file: its default holds again.')
		.argument('<name>', 'Its name, as `settings list` has it.')
		.action((name: string) => chosen({name, value: null}));
};
