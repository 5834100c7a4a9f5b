import type {Command as CommanderCommand} from 'commander';
import {invalidInput} from '../model/errors/errors.ts';
import type {IceaxeError} from '../model/errors/iceaxe-error.ts';

/** How a command is typed: `iceaxe vaults delete <vault> [options]`. */
const formOf = (command: CommanderCommand): string => command.createHelp().commandUsage(command);

/** What was given as an option and stands without one: `--vault X` where `X` alone is meant. */
const operandNamed = (command: CommanderCommand, said: string): string | undefined => {
	const [, name] = /^unknown option '--([a-z-]+)/.exec(said) ?? [];
	return command.registeredArguments.find((argument) => argument.name() === name)?.name();
};

const hintFor = (command: CommanderCommand, said: string, guess: string | undefined): string | null => {
	const operand = operandNamed(command, said);
	if (operand !== undefined) return `The ${operand} is given without an option: ${formOf(command)}`;
	// The guess stands behind the sentence.
	if (guess !== undefined) return null;
	// One dash: more often a file or a name than an option that was mistyped.
	if (/^unknown option '-[^-]/.test(said)) return 'A name that begins with - comes after --, behind all options.';
	if (said.startsWith('too many arguments')) {
		const vault = command.options.find(({long}) => long === '--vault');
		if (vault && command.opts().vault === undefined) return `A vault is given with ${vault.flags}: ${formOf(command)}`;
	}
	return /^(unknown option|too many arguments|missing required argument|required option)/.test(said)
		? formOf(command)
		: null;
};

/** What commander says of a command line that cannot be, as a sentence of ours, and how it would have been right. */
export const mistakeOf = (command: CommanderCommand, text: string): IceaxeError => {
	const [said = '', guessed] = text
		.replace(/^error: /, '')
		.trim()
		.split('\n');
	const guess = operandNamed(command, said) === undefined ? guessed?.replace(/^\(|\)$/g, '') : undefined;
	const sentence = `${said[0]?.toUpperCase() ?? ''}${said.slice(1)}${/[.?!]$/.test(said) ? '' : '.'}`;
	const hint = hintFor(command, said, guess);
	return invalidInput(guess === undefined ? sentence : `${sentence} ${guess}`, hint ?? undefined);
};
