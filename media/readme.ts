import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {commands} from '../source/commands/registry.ts';
import {keyTableMarkdown} from '../source/tui/key-table.ts';

/** The README beside which the pictures stand. */
export const readmePath = join(import.meta.dirname, '..', 'README.md');

const commandTable = (): string => {
	const rows = commands.map(
		({name, description}) => `| \`${name.replace('.', ' ')}\` | ${description.replaceAll('|', '\\|')} |`,
	);
	return `\n${['| Command | |', '|---|---|', ...rows].join('\n')}\n\n`;
};

const between = (text: string, name: string, content: string): string => {
	const begin = `<!-- ${name}: npm run docs -->\n`;
	const end = `<!-- /${name} -->`;
	const [before, rest] = text.split(begin);
	const after = rest?.split(end)[1];
	if (before === undefined || after === undefined) throw new Error(`The README has no place for ${name}.`);
	return before + begin + content + end + after;
};

/** A README with the tables of keys and commands as they are in the program. */
export const withTables = (readme: string): string =>
	between(between(readme, 'keys', `\n${keyTableMarkdown()}\n`), 'commands', commandTable());

if (import.meta.main) writeFileSync(readmePath, withTables(readFileSync(readmePath, 'utf8')));
