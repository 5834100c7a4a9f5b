import {readdirSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {describe, expect, it} from 'vitest';
import type {Command} from '../../source/commands/command.ts';
import {commandNamed, commands, nouns} from '../../source/commands/registry.ts';
import {globalOptions} from '../../source/headless/global-options.ts';
import {examples} from '../../source/headless/help.ts';

const folder = resolve(import.meta.dirname, '../../source/commands');

describe('the list of commands', () => {
	it('has a command for every file, and no other', () => {
		const files = Object.keys(nouns).flatMap((noun) =>
			readdirSync(join(folder, noun)).map((file) => `${noun}.${file.replace(/\.ts$/, '')}`),
		);
		// Words that a command uses stand beside it.
		const helpers = [
			'archives.restore-words',
			'transfers.asked-lines',
			'archives.upload-folder',
			'archives.upload-plan',
			'archives.upload-stream',
			'transfers.chosen',
		];
		expect(commands.map(({name}) => name).toSorted()).toEqual(
			files.filter((name) => !helpers.includes(name)).toSorted(),
		);
	});

	it.each(commands.map((command) => [command.name, command] as const))(
		'%s stands where its name says',
		async (name, command) => {
			const [noun, verb] = name.split('.');
			const exported: Record<string, Command> = await import(join(folder, noun!, `${verb}.ts`));
			expect(Object.values(exported)).toEqual([command]);
			expect(nouns).toHaveProperty(noun!);
		},
	);

	it.each(commands.map((command) => [command.name, command] as const))('%s says what it does', (_, command) => {
		expect(command.title).toMatch(/^[A-Z][a-z]+( [a-z]+)+$/);
		expect(command.description).toMatch(/^[A-Z].*\.$/);
		for (const permission of command.needs) expect(permission).toMatch(/^glacier:[A-Z][A-Za-z]+$/);
		expect(examples[command.name]?.length).toBeGreaterThan(0);
	});

	it.each(
		commands.flatMap((command) =>
			command.arguments.map((argument) => [command.name, argument.name, argument] as const),
		),
	)('%s documents its argument %s', (_, name, argument) => {
		expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
		expect(argument.title).toMatch(/^[A-Z].*\.$/);
		if (argument.otherwise !== undefined) expect(argument.otherwise).not.toMatch(/^[A-Z](?![A-Z])[a-z]+ |\.$/);
		if (argument.many) expect(argument.positional).toBe(true);
		if (argument.required) expect(argument.otherwise).toBeUndefined();
	});

	it('takes several values only at the end, where they can be told from others', () => {
		for (const {arguments: all} of commands) {
			const positional = all.filter((argument) => argument.positional);
			expect(positional.slice(0, -1).every((argument) => !argument.many)).toBe(true);
		}
	});

	it('asks before anything that costs or cannot be undone', () => {
		const asked = commands.filter(({effect}) => effect !== 'none').map(({name, effect}) => `${name} ${effect}`);
		expect(asked).toEqual([
			'vaults.delete irreversible',
			'archives.upload costs',
			'archives.restore costs',
			'archives.delete irreversible',
		]);
	});

	it('leaves the options of all commands alone', () => {
		const taken = Object.values(globalOptions).map(({flags}) => flags.split(' ')[0]);
		for (const {arguments: all} of commands) for (const {name} of all) expect(taken).not.toContain(`--${name}`);
	});

	it('finds a command by its name', () => {
		expect(commandNamed('jobs.list').title).toBe('List jobs');
		expect(() => commandNamed('jobs.lst')).toThrow('jobs.lst');
	});
});
