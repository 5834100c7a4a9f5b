import {Command as CommanderCommand, CommanderError, InvalidArgumentError, Option} from 'commander';
import type {Argument, ArgumentValues, Command} from '../commands/command.ts';
import {commands, nouns} from '../commands/registry.ts';
import {invalidInput} from '../model/errors/errors.ts';
import type {IceaxeError} from '../model/errors/iceaxe-error.ts';
import {archiveIdPattern} from '../model/limits.ts';
import {isList} from './columns.ts';
import {addEngine, type EngineAsk} from './engine-options.ts';
import {type GlobalValues, globalOptions} from './global-options.ts';
import {commandHelp, formatProgramHelp} from './help.ts';
import {mistakeOf} from './mistakes.ts';
import {jsonLine} from './print-json.ts';
import {addSettings, type SettingChange} from './settings-options.ts';

/** What the command line asks for. */
export type Invocation =
	| {face: 'screen'; flags: GlobalValues}
	| {face: 'command'; command: Command; values: ArgumentValues; yes: boolean; long: boolean; flags: GlobalValues}
	| {face: 'info'; flags: GlobalValues}
	/** Without a change, they are listed. */
	| {face: 'settings'; change: SettingChange | null; flags: GlobalValues}
	| {face: 'engine'; asked: EngineAsk; flags: GlobalValues}
	| {face: 'emulator'; options: Record<string, string | number | boolean>; flags: GlobalValues}
	/** Nothing but text: the help, the version, or what is wrong with the command line. */
	| {face: 'text'; stdout: string; stderr: string; exitCode: number};

/** How wide the help is where there is no terminal to fit. */
const helpWidth = 100;

const placeholders: Record<Argument['type'], string> = {
	text: 'text',
	vault: 'vault',
	file: 'file',
	folder: 'folder',
	tier: 'tier',
	flag: '',
};

const optionFlags = ({name, type}: Argument): string =>
	type === 'flag' ? `--${name}` : `--${name} <${placeholders[type]}>`;

const optionTitle = ({title, otherwise}: Argument): string =>
	otherwise === undefined ? title : `${title} Otherwise: ${otherwise}.`;

/** An archive's id may begin with `-`, and no option is as long: it is hidden from the parser behind a character that no argument holds. */
const idMark = '\0';
const hideIds = (argv: readonly string[]) =>
	argv.map((text) => (text.startsWith('-') && archiveIdPattern.test(text) ? idMark + text : text));
const showId = (text: string) => (text.startsWith(idMark) ? text.slice(1) : text);

const valuesOf = (command: Command, operands: readonly unknown[], options: Record<string, unknown>): ArgumentValues => {
	const positional = command.arguments.filter((argument) => argument.positional);
	const given = (argument: Argument): unknown =>
		argument.positional
			? operands[positional.indexOf(argument)]
			: options[argument.name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())];
	return Object.fromEntries(
		command.arguments.map((argument) => {
			const value = given(argument);
			if (Array.isArray(value)) return [argument.name, value.map((text: string) => showId(text))];
			return [argument.name, typeof value === 'string' ? showId(value) : (value as boolean | undefined)];
		}),
	);
};

/**
 * An option's value. An empty one is a variable of a script that was never set: what the option says otherwise, such as another tier, folder
 * or account, is not what was meant.
 */
const notEmpty = (text: string): string => {
	if (text === '') throw new InvalidArgumentError('It is empty: give a value, or leave the option out.');
	return text;
};

const addOption = (to: CommanderCommand, flags: string, title: string): CommanderCommand =>
	flags.includes('<') ? to.option(flags, title, notEmpty) : to.option(flags, title);

/** What must be given, in the order in which one types it. */
const usageOf = (command: Command): string => {
	const required = command.arguments.filter((argument) => argument.required);
	const operands = required.filter(({positional}) => positional).map(({name, many}) => `<${name}${many ? '...' : ''}>`);
	const options = required.filter(({positional}) => !positional).map(optionFlags);
	return [...operands, ...options, '[options]'].join(' ');
};

const addCommand = (noun: CommanderCommand, command: Command, chosen: (invocation: Invocation) => void): void => {
	const verb = noun.command(command.name.split('.')[1]!).summary(command.title).description(command.description);
	for (const argument of command.arguments) {
		const {name, many, required} = argument;
		if (argument.positional) {
			const inner = many ? `${name}...` : name;
			verb.argument(required ? `<${inner}>` : `[${inner}]`, optionTitle(argument));
		} else if (argument.repeated) {
			const collect = (value: string, before: string[] = []) => [...before, notEmpty(value)];
			verb.option(optionFlags(argument), optionTitle(argument), collect);
		} else if (required) {
			verb.requiredOption(optionFlags(argument), optionTitle(argument), notEmpty);
		} else {
			addOption(verb, optionFlags(argument), optionTitle(argument));
		}
	}
	verb.helpCommand(false).usage(usageOf(command));
	if (command.effect !== 'none') verb.option('--yes', 'Agree to what it asks.');
	if (isList(command)) verb.option('--long', 'Show ids in full on a terminal too.');
	verb.addHelpText('after', () => commandHelp(command));
	verb.action((...parsed: unknown[]) => {
		const options = verb.opts();
		chosen({
			face: 'command',
			command,
			values: valuesOf(command, parsed, options),
			yes: options.yes === true,
			long: options.long === true,
			flags: verb.parent!.parent!.opts(),
		});
	});
};

const numberFrom = (least: number, most: number) => (text: string) => {
	const value = Number(text);
	if (text.trim() === '' || !(value >= least && value <= most)) {
		throw new InvalidArgumentError(`It is a number from ${least} to ${most}.`);
	}
	return value;
};

const addOthers = (program: CommanderCommand, chosen: (invocation: Invocation) => void): void => {
	program
		.command('info')
		.summary('Show where things are')
		.description(
			'Shows every path that iceaxe uses, its settings and where each came from, and versions. Sends nothing.',
		)
		.action(() => chosen({face: 'info', flags: program.opts()}));
	addEngine(program, (asked) => chosen({face: 'engine', asked, flags: program.opts()}));
	addSettings(program, (change) => chosen({face: 'settings', change, flags: program.opts()}));
	program
		.command('emulator')
		.summary('Run the emulator alone')
		.description(
			'Serves the Glacier API on 127.0.0.1 for any client until it is stopped, and prints one line that says how to reach it. Its region and account are --region and --account-id.',
		)
		.addOption(new Option('--port <port>', 'The port. Otherwise: any that is free.').argParser(numberFrom(0, 65535)))
		.option('--data <folder>', 'Keep everything there. Otherwise: in a folder that goes when it ends.')
		.addOption(
			new Option('--speed <factor>', 'How many times faster than real time its clock runs. Otherwise: 1.').argParser(
				numberFrom(0, 1_000_000),
			),
		)
		.option('--control', 'Offer the control endpoint, for faults and for turning the clock.')
		.option('--log <file>', 'Add a line of JSON to this file for every request.')
		.option('--instant-inventory', 'Put each change into the inventory at once.')
		.option('--demo-account', 'Begin with the vaults of the demo.')
		.addOption(new Option('--with-parent').hideHelp())
		.action((options) => chosen({face: 'emulator', options, flags: program.opts()}));
};

const withAllBelow = (command: CommanderCommand): CommanderCommand[] => [
	command,
	...command.commands.flatMap(withAllBelow),
];

const mistakeText = ({value: {message, hint}}: IceaxeError): string =>
	`${hint === null ? message : `${message}\n${hint}`}\n`;

/** Reads the arguments after the program's name. Writes nothing and ends nothing. */
export const readArguments = (argv: readonly string[], version: string, width = helpWidth): Invocation => {
	let invocation: Invocation | undefined;
	const chosen = (one: Invocation) => {
		invocation = one;
	};
	let stdout = '';
	let stderr = '';
	const program = new CommanderCommand('iceaxe')
		.description('A full-screen terminal program for Amazon Glacier vaults. Without a command it opens the screen.')
		.version(version, '--version', 'Show the version.')
		.helpOption('-h, --help', 'Show help.')
		.helpCommand(false)
		.exitOverride()
		.configureOutput({
			writeOut: (text) => {
				stdout += text;
			},
			writeErr: (text) => {
				stderr += text;
			},
			getOutHelpWidth: () => width,
			getErrHelpWidth: () => width,
			getOutHasColors: () => false,
			getErrHasColors: () => false,
		});
	for (const {flags, title} of Object.values(globalOptions)) addOption(program, flags, title);
	for (const [name, title] of Object.entries(nouns)) {
		const noun = program.command(name).description(title).helpCommand(false).usage('<verb>');
		for (const command of commands.filter((one) => one.name.startsWith(`${name}.`))) addCommand(noun, command, chosen);
	}
	addOthers(program, chosen);
	let mistake: IceaxeError | undefined;
	for (const command of withAllBelow(program)) {
		command.configureOutput({
			outputError: (text) => {
				mistake = mistakeOf(command, text);
			},
		});
	}
	program.configureHelp({formatHelp: (command, helper) => formatProgramHelp(command, helper, program)});
	// `help archives restore` is `archives restore --help`.
	const asked = argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv;
	try {
		program.parse(hideIds(asked), {from: 'user'});
	} catch (error) {
		if (!(error instanceof CommanderError)) throw error;
		const nothingAsked = error.code === 'commander.help' && program.args.length === 0;
		if (nothingAsked) return {face: 'screen', flags: program.opts()};
		if (error.exitCode === 0) return {face: 'text', stdout, stderr, exitCode: 0};
		// A noun without a verb: people get its help, programs a failure like every other.
		if (error.code === 'commander.help' && asked.includes('--json')) {
			mistake = invalidInput('There is no such command: the verb is missing.', '`iceaxe --help` lists all of them.');
		}
		if (mistake) stderr = asked.includes('--json') ? jsonLine({error: mistake.value}) : mistakeText(mistake);
		return {face: 'text', stdout, stderr, exitCode: 2};
	}
	return invocation ?? {face: 'screen', flags: program.opts()};
};
