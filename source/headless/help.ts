import type {Command as CommanderCommand, Help} from 'commander';
import type {Command} from '../commands/command.ts';
import {listKinds, plainFields} from './columns.ts';
import {exitCodes} from './exit-codes.ts';
import {globalOptions} from './global-options.ts';

/** What people do with each command, as they type it. */
export const examples: Readonly<Record<string, readonly string[]>> = {
	'vaults.list': ['iceaxe vaults list', 'iceaxe vaults list --json --profile backup'],
	'vaults.describe': ['iceaxe vaults describe arn:aws:glacier:us-east-1:111122223333:vaults/photos'],
	'vaults.create': ['iceaxe vaults create photos'],
	'vaults.delete': ['iceaxe vaults delete photos --yes'],
	'inventory.refresh': ['iceaxe inventory refresh --vault photos --wait'],
	'inventory.list': [
		'iceaxe inventory list --vault photos --filter .jpg --sort created --reverse',
		'iceaxe inventory list --vault nas --below home/anna --versions folded',
		"iceaxe inventory list --vault photos --json | jq -r 'select(.size > 1e9).archiveId'",
	],
	'inventory.import': ['iceaxe inventory import photos-inventory.json --vault photos'],
	'inventory.export': [
		'iceaxe inventory export --vault photos --to photos.json',
		'iceaxe inventory export --vault photos | gzip > photos.csv.gz',
	],
	'inventory.tree': ['iceaxe inventory tree photos/2024 --vault nas --sort size --reverse'],
	'inventory.names': [
		'iceaxe inventory names names.csv --vault nas',
		'iceaxe inventory names --from-mapping mapping.db --vault nas',
	],
	'inventory.differences': ['iceaxe inventory differences --vault photos --gone'],
	'inventory.breakdown': ['iceaxe inventory breakdown --vault nas --json'],
	'marks.save': ['iceaxe marks save chosen.txt --vault photos'],
	'marks.load': ['iceaxe marks load chosen.txt --vault photos'],
	'marks.clear': ['iceaxe marks clear --vault photos'],
	'inventory.calendar': [
		'iceaxe inventory calendar --vault nightly --below db',
		'iceaxe inventory calendar --vault nightly --max-age 26 > /dev/null || alarm',
	],
	'archives.upload': [
		'iceaxe archives upload backup.tar.gpg --vault nightly',
		'iceaxe archives upload *.tar --vault nightly --limit 20M --json',
		'iceaxe archives upload /srv/photos --vault photos --exclude cache/ --dry-run',
		"iceaxe archives upload - --vault nightly --name srv.tar --command 'tar c /srv'",
	],
	'archives.restore': [
		'iceaxe archives restore 2026-11-22.tar.gpg --vault nightly --to . --wait',
		'iceaxe archives restore --vault nightly --to . --tier Bulk --yes -- -aBc…',
	],
	'archives.delete': ['iceaxe archives delete ID --vault nightly --yes'],
	'jobs.list': ['iceaxe jobs list --vault photos'],
	'transfers.list': ['iceaxe transfers list --json'],
	'transfers.describe': ['iceaxe transfers describe ID', 'iceaxe transfers describe ID --json | jq .chunks'],
	'transfers.chunks': ['iceaxe transfers chunks ID --troubled'],
	'transfers.attach': ['iceaxe transfers attach'],
	'transfers.pause': ['iceaxe transfers pause ID', 'iceaxe transfers pause --all'],
	'transfers.resume': ['iceaxe transfers resume ID'],
	'transfers.retry': ['iceaxe transfers retry'],
	'transfers.move': ['iceaxe transfers move ID --to first'],
	'transfers.limit': ['iceaxe transfers limit 20M,08:00-18:00=2M', 'iceaxe transfers limit off --transfers 5'],
	'transfers.cancel': ['iceaxe transfers cancel ID'],
	'transfers.forget': ['iceaxe transfers forget ID'],
};

const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`).join('\n');

const listed = (rows: readonly (readonly [term: string, text: string])[]): string => {
	const width = Math.max(...rows.map(([term]) => term.length));
	return indented(rows.map(([term, text]) => `${term.padEnd(width)}  ${text}`));
};

/** What stands below a command's options. */
export const commandHelp = (command: Command): string => {
	const kind = listKinds[command.name];
	const parts = [
		`Examples:\n${indented(examples[command.name] ?? [])}`,
		...(kind ? [`Output in a pipe, between tabs:\n${indented([plainFields(kind)])}`] : []),
		...(command.needs.length > 0 ? [`Permissions:\n${indented(command.needs)}`] : []),
		'Options for all commands, and exit codes: iceaxe --help',
	];
	return `\n${parts.join('\n\n')}\n`;
};

const variables = (): string =>
	listed([
		["as AWS's tools", 'credentials: variables, profiles, SSO, roles'],
		...Object.values(globalOptions).flatMap((option) =>
			'variables' in option ? option.variables.map((name) => [name, `as ${option.flags}`] as const) : [],
		),
		['NO_COLOR', 'no colours'],
	]);

/** The help of the program itself: every command by its full name, and what holds for all of them. */
const wholeHelp = (program: CommanderCommand, helper: Help): string => {
	const leaves = program.commands.flatMap((noun) =>
		noun.commands.length === 0
			? [[noun.name(), noun.summary()] as const]
			: noun.commands.map((verb) => [`${noun.name()} ${verb.name()}`, verb.summary()] as const),
	);
	const options = helper
		.visibleOptions(program)
		.map((option) => [helper.optionTerm(option), helper.optionDescription(option)] as const);
	return [
		`iceaxe: ${program.description()}`,
		`Usage:\n${indented(['iceaxe [options]', 'iceaxe [options] <command> [arguments]', 'iceaxe <command> --help'])}`,
		`Commands:\n${listed(leaves)}`,
		`Options, before or after the command:\n${listed(options)}`,
		`Environment:\n${variables()}`,
		`Output:\n${indented([
			'Results are on standard output, everything else on standard error.',
			'With --json each line of standard output is one JSON value, and a failure is a',
			'line {"error": …} on standard error; the other lines there are for people and',
			'never begin with {. An archive id that begins with - may be anywhere; other',
			'such words follow a --.',
		])}`,
		`Exit codes:\n${listed(exitCodes.map(({code, meaning}) => [String(code).padStart(3), meaning] as const))}`,
		'Examples:\n' +
			indented([
				'iceaxe --demo',
				...['vaults.list', 'archives.upload', 'archives.restore'].map((name) => examples[name]![0]!),
			]),
		'',
	].join('\n\n');
};

/** Help for the program and its commands. Nouns and verbs are written as commander does. */
export const formatProgramHelp = (command: CommanderCommand, helper: Help, program: CommanderCommand): string =>
	command === program
		? wholeHelp(program, helper)
		: Object.getPrototypeOf(helper).formatHelp.call(helper, command, helper);
