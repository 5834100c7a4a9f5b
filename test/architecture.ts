import {readdirSync, readFileSync} from 'node:fs';
import {join, relative, resolve} from 'node:path';
import {describe, expect, it} from 'vitest';

const source = resolve(import.meta.dirname, '../source');

const files = readdirSync(source, {recursive: true, encoding: 'utf8'})
	.filter((name) => /\.tsx?$/.test(name))
	.toSorted();

/** Own files as paths within source, packages as they are named; type-only imports count too. */
const importsOf = (file: string): string[] => {
	const text = readFileSync(join(source, file), 'utf8');
	const found = text.matchAll(
		/(?:^|\n)\s*(?:import|export)\b[^'"\n;]*(?:\{[^}]*\}[^'"\n;]*)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g,
	);
	return [...found]
		.map((match) => match[1] ?? match[2]!)
		.map((name) => (name.startsWith('.') ? relative(source, resolve(source, file, '..', name)) : name));
};

/** The room of a file: its first folder, or its own name at the top. */
const roomOf = (path: string): string => path.split('/')[0]!;

/** Who may import whom, beside itself. Rooms not named here (the composition root) may import all. */
const mayImport: Record<string, {rooms: string[]; because: string}> = {
	model: {rooms: [], because: 'nouns are pure: whoever reads them needs nothing else'},
	platform: {rooms: ['model'], because: 'the outside world is passed in as small values and knows no layer above'},
	glacier: {rooms: ['model', 'platform'], because: 'the door to the service must not depend on who goes through it'},
	catalog: {
		rooms: ['model', 'platform'],
		because: 'the durable truth must be readable without the service or a screen',
	},
	engine: {
		rooms: ['model', 'platform', 'glacier', 'catalog'],
		because: 'the engine knows no screen, so that it can live without one',
	},
	link: {
		rooms: ['model', 'platform'],
		because: 'the way to an engine knows neither who is at its end nor which face comes along it',
	},
	store: {rooms: ['model'], because: 'the store is a fold of events: it must not care where they come from'},
	commands: {rooms: ['model'], because: 'a command speaks to the engine through its link, so it runs with any engine'},
	tui: {
		rooms: ['model', 'platform', 'store', 'commands'],
		because: 'a pane that can spend money cannot be tested by looking at it',
	},
	headless: {rooms: ['model', 'platform', 'commands'], because: 'both faces do their work through the same commands'},
	emulator: {
		rooms: ['model', 'platform'],
		because: 'a stand-in that shares code with its client proves nothing about it',
	},
};

const packageRules: {name: RegExp; rooms: RegExp; because: string}[] = [
	{name: /^(react|ink)/, rooms: /^tui\//, because: 'only the screen draws'},
	{name: /^@aws-sdk\/client-glacier/, rooms: /^glacier\//, because: 'there is one door to the service'},
	{
		name: /^@(aws-sdk|smithy)\//,
		rooms: /^(glacier|settings)/,
		because: 'credentials and profiles are read in one place',
	},
	{
		name: /^node:sqlite$/,
		rooms: /^(catalog|emulator)\/|^platform\/exclusive-lock\.ts$/,
		because:
			'queries live in the catalog; the emulator has a store of its own; and SQLite has the only locks that the kernel lets go of',
	},
	{
		name: /^node:fs/,
		rooms: /^(platform|catalog|emulator)\/|^(build|launcher)\.ts$/,
		because: 'files are touched where paths are checked',
	},
	{name: /^zustand/, rooms: /^(store|tui)\//, because: 'state has one home'},
	{name: /^commander/, rooms: /^(cli|headless)/, because: 'arguments are parsed once'},
	{name: /^conf$/, rooms: /^(settings|platform)/, because: 'settings have one home'},
];

describe('architecture', () => {
	it('finds the files it is about', () => expect(files.length).toBeGreaterThan(50));

	it.each(Object.entries(mayImport))('%s imports only what it may', (room, {rooms, because}) => {
		const wrong = files
			.filter((file) => roomOf(file) === room && !file.endsWith('.md'))
			.flatMap((file) => importsOf(file).map((name) => ({file, name})))
			.filter(({name}) => files.includes(name))
			.filter(({name}) => roomOf(name) !== room && !rooms.includes(roomOf(name)))
			.map(({file, name}) => `${file} → ${name}`);
		expect(wrong, because).toEqual([]);
	});

	it.each(packageRules.map((rule) => [rule.name.source, rule] as const))(
		'%s is imported only where it belongs',
		(_, rule) => {
			const wrong = files
				.filter((file) => !rule.rooms.test(file))
				.filter((file) => importsOf(file).some((name) => rule.name.test(name)));
			expect(wrong, rule.because).toEqual([]);
		},
	);

	it('every import of our own names a file that is there', () => {
		const lost = files.flatMap((file) =>
			importsOf(file)
				.filter((name) => /\.tsx?$/.test(name) && !files.includes(name))
				.map((name) => `${file} → ${name}`),
		);
		expect(lost).toEqual([]);
	});

	it('no file is longer than 250 lines, because a second idea hides in it', () => {
		const long = files.filter((file) => readFileSync(join(source, file), 'utf8').split('\n').length > 251);
		expect(long).toEqual([]);
	});

	it('names are kebab-case, because one way to write a name is enough', () => {
		expect(files.filter((file) => !/^([a-z0-9-]+\/)*[a-z0-9-]+\.tsx?$/.test(file))).toEqual([]);
	});
});
