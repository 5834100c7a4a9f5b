import {describe, expect, it} from 'vitest';
import {commands} from '../../source/commands/registry.ts';
import {exitCodes} from '../../source/headless/exit-codes.ts';
import {readArguments} from '../../source/headless/program.ts';

const read = (...argv: string[]) => readArguments(argv, '1.2.3');
const text = (...argv: string[]) => {
	const invocation = read(...argv);
	if (invocation.face !== 'text') throw new Error(`${argv.join(' ')} gives no text but ${invocation.face}.`);
	return invocation;
};

describe('the command line', () => {
	it('opens the screen when no command is given', () => {
		expect(read()).toEqual({face: 'screen', flags: {}});
		expect(read('--demo', '--region', 'eu-west-1')).toEqual({
			face: 'screen',
			flags: {demo: true, region: 'eu-west-1'},
		});
	});

	it('reads a command with its values', () => {
		expect(read('archives', 'restore', 'a', 'b', '--vault', 'v', '--to', '/srv', '--dry-run')).toMatchObject({
			face: 'command',
			command: {name: 'archives.restore'},
			values: {archive: ['a', 'b'], vault: 'v', to: '/srv', 'dry-run': true, wait: undefined},
			yes: false,
		});
	});

	it('takes options for all commands before and after the command', () => {
		const before = read('--json', '--profile', 'p', 'vaults', 'list');
		const after = read('vaults', 'list', '--profile', 'p', '--json');
		expect(before).toEqual(after);
		expect(before).toMatchObject({flags: {json: true, profile: 'p'}});
	});

	it('takes archive ids that begin with a dash, anywhere', () => {
		const id = `-${'a'.repeat(136)}-`;
		const given = read('archives', 'delete', id, '--vault', 'v', '--yes');
		expect(given).toMatchObject({values: {archive: [id]}, yes: true});
		expect(read('archives', 'delete', '--vault', 'v', '--yes', '--', id)).toEqual(given);
		expect(read('archives', 'restore', '--vault', 'v', '--to', '.', '--', '-name', '--json')).toMatchObject({
			values: {archive: ['-name', '--json']},
			flags: {},
		});
	});

	it.each([
		[['valts'], ["Unknown command 'valts'. Did you mean vaults?"]],
		[['vaults', 'lst'], ["Unknown command 'lst'. Did you mean list?"]],
		[
			['archives', 'upload', '-dash', '--vault', 'v'],
			["Unknown option '-dash'.", 'A name that begins with - comes after --, behind all options.'],
		],
		[['vaults', 'list', '--regoin', 'x'], ["Unknown option '--regoin'. Did you mean --region?"]],
		[
			['archives', 'upload', 'f'],
			[
				"Required option '--vault <vault>' not specified.",
				'iceaxe archives upload <file...> --vault <vault> [options]',
			],
		],
		[
			['archives', 'upload', '--vault', 'v'],
			["Missing required argument 'file'.", 'iceaxe archives upload <file...> --vault <vault> [options]'],
		],
		[
			['vaults', 'delete', '--vault', 'v'],
			["Unknown option '--vault'.", 'The vault is given without an option: iceaxe vaults delete <vault> [options]'],
		],
		[
			['archives', 'upload', '--file=f', '--vault', 'v'],
			[
				"Unknown option '--file=f'.",
				'The file is given without an option: iceaxe archives upload <file...> --vault <vault> [options]',
			],
		],
		[
			['vaults', 'create', '--as', 'v'],
			["Unknown option '--as'.", 'iceaxe vaults create <name> [options]'],
		],
		[
			['settings', 'set', 'theme'],
			["Missing required argument 'value'.", 'iceaxe settings set [options] <name> <value>'],
		],
		[['jobs', 'list', '--vault'], ["Option '--vault <vault>' argument missing."]],
		[
			['jobs', 'list', 'x'],
			[
				"Too many arguments for 'list'. Expected 0 arguments but got 1.",
				'A vault is given with --vault <vault>: iceaxe jobs list [options]',
			],
		],
		[
			['inventory', 'export', 'x', '--vault', 'v'],
			[
				"Too many arguments for 'export'. Expected 0 arguments but got 1.",
				'iceaxe inventory export --vault <vault> [options]',
			],
		],
		[['emulator', '--port', 'x'], ["Option '--port <port>' argument 'x' is invalid. It is a number from 0 to 65535."]],
	])('says what is wrong with %j, and how it would be right', (argv, lines) => {
		expect(text(...argv)).toEqual({face: 'text', stdout: '', stderr: `${lines.join('\n')}\n`, exitCode: 2});
	});

	it('says it as JSON to those who asked for JSON', () => {
		const {stdout, stderr, exitCode} = text('vaults', 'lst', '--json');
		expect(JSON.parse(stderr)).toMatchObject({error: {kind: 'invalid-input', message: expect.stringContaining('lst')}});
		expect([stdout, exitCode]).toEqual(['', 2]);
		expect(JSON.parse(text('vaults', 'create', '--json').stderr).error).toMatchObject({
			message: "Missing required argument 'name'.",
			hint: 'iceaxe vaults create <name> [options]',
		});
	});

	it('shows the version', () => expect(text('--version')).toMatchObject({stdout: '1.2.3\n', exitCode: 0}));

	it('reads numbers for the emulator', () => {
		expect(read('emulator', '--port', '0', '--speed', '0.5', '--control', '--region', 'eu-west-1')).toEqual({
			face: 'emulator',
			options: {port: 0, speed: 0.5, control: true},
			flags: {region: 'eu-west-1'},
		});
	});
});

describe('help', () => {
	it('lists every command, every exit code and every variable', () => {
		const {stdout, exitCode} = text('--help');
		for (const {name, title} of commands)
			expect(stdout).toMatch(new RegExp(`^  ${name.replace('.', ' ')} +${title}$`, 'm'));
		for (const {code, meaning} of exitCodes) expect(stdout).toContain(`${String(code).padStart(3)}  ${meaning}`);
		for (const variable of ['AWS_PROFILE', 'AWS_ENDPOINT_URL_GLACIER', 'ICEAXE_STATE'])
			expect(stdout).toContain(variable);
		expect(exitCode).toBe(0);
	});

	it('fits into 80 columns, but for the first line', () => {
		const long = text('--help')
			.stdout.split('\n')
			.slice(1)
			.filter((line) => line.length > 80);
		expect(long).toEqual([]);
	});

	it('explains a command: what it takes, an example, what it needs', () => {
		const {stdout} = text('archives', 'restore', '--help');
		expect(stdout).toContain('Usage: iceaxe archives restore <archive...> --vault <vault> --to <folder> [options]');
		for (const part of ['--tier <tier>', 'Otherwise: Standard.', '--yes', 'Examples:', 'glacier:InitiateJob']) {
			expect(stdout).toContain(part);
		}
		expect(text('help', 'archives', 'restore')).toEqual(text('archives', 'restore', '--help'));
		expect(text('inventory', 'list', '--help').stdout).toContain('name, size, uploaded, newness, archive id');
	});

	it('leaves out what nobody has to type, and explains it all the same', () => {
		expect(text('engine', '--help').stdout).not.toMatch(/^ +run/m);
		expect(text('engine', 'run', '--help').stdout).toContain('Becomes an engine');
	});

	it('is what a noun without a verb gets, as a mistake', () => {
		const {stdout, stderr, exitCode} = text('vaults');
		expect([stdout, exitCode]).toEqual(['', 2]);
		expect(stderr).toContain('describe');
		expect(JSON.parse(text('vaults', '--json').stderr)).toMatchObject({error: {kind: 'invalid-input'}});
	});

	it.each(commands.map(({name}) => [name]))('has a page for %s', (name) => {
		expect(text(...name.split('.'), '--help').exitCode).toBe(0);
	});
});
