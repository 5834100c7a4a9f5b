import {newSecret} from '../authentication/identities.ts';
import {backupReader, backupWriter, fullAccess, readOnlyAccess} from '../authentication/policies.ts';
import {errorCodes} from '../errors.ts';
import {effectNames} from '../faults/fault.ts';
import {kinds} from '../synthetic/kinds.ts';
import type {Control} from './control.ts';
import {readDuration} from './duration.ts';

/** What a request to the control endpoint brings: its JSON, its query, and what follows the route's name in the path. */
export type ControlRequest = {given: Record<string, unknown>; query: URLSearchParams; argument: string};

/** Does it and gives the reply's body, or none. Throws an Error with a sentence for whatever is wrong with the request. */
export type ControlHandler = (control: Control, request: ControlRequest) => unknown;

const number = (value: unknown, name: string): number => {
	if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) throw new Error(`${name} must be a number.`);
	return value;
};

const text = (value: unknown, name: string): string => {
	if (typeof value !== 'string' || value === '') throw new Error(`${name} must be a text.`);
	return value;
};

const oneOf = <W extends string>(words: readonly W[], value: unknown, name: string): W => {
	const word = words.find((each) => each === value);
	if (word === undefined) throw new Error(`${name} must be one of ${words.join(', ')}.`);
	return word;
};

const clockOf = (control: Control) => ({now: control.now()});

/** Ready-made policies by the names that a request may give. */
const policies = {
	BackupWriter: backupWriter,
	BackupReader: backupReader,
	ReadOnly: () => readOnlyAccess,
	Full: () => fullAccess,
};

/** Every route of the control endpoint; its page of the documentation lists the same. */
export const controlRoutes: Record<string, ControlHandler> = {
	'GET clock': clockOf,
	'POST clock': async (control, {given}) => {
		if (given.speed !== undefined) control.setSpeed(number(given.speed, 'speed'));
		if (given.advance !== undefined) await control.advance(readDuration(given.advance));
		return clockOf(control);
	},

	'GET settings': ({settings}) => settings,
	'POST settings': ({settings}, {given}) => {
		const {delays, ...rest} = given;
		for (const name of Object.keys(rest)) {
			if (!(name in settings) && name !== 'requestRate' && name !== 'notificationUrl') {
				throw new Error(`There is no setting ${name}.`);
			}
		}
		Object.assign(settings, rest);
		for (const [name, delay] of Object.entries((delays as object) ?? {})) {
			oneOf(Object.keys(settings.delays), name, 'A delay');
			Object.assign(settings.delays, {[name]: readDuration(delay)});
		}
		return settings;
	},

	'POST inventory': (control, {argument}) => control.makeInventory(argument === '' ? undefined : argument),
	'POST fill': (control, {given, argument}) => {
		const count = number(given.count, 'count');
		const kind = oneOf(Object.keys(kinds) as (keyof typeof kinds)[], given.kind ?? 'plain', 'kind');
		const start = given.start === undefined ? control.now() - count * 30_000 : number(given.start, 'start');
		control.fill(text(argument, 'The vault in the path'), kind, {count, start, seed: number(given.seed ?? 0, 'seed')});
	},
	'POST jobs': (control) => control.finishJobs(),

	'GET faults': ({faults}) => faults.list(),
	'POST faults': ({faults}, {given}) => {
		oneOf(effectNames, given.does, 'does');
		if (given.does === 'refuse') oneOf(Object.keys(errorCodes), given.code, 'code');
		return {number: faults.add(given as Parameters<typeof faults.add>[0])};
	},
	'DELETE faults': ({faults}, {argument}) => (argument === '' ? faults.clear() : faults.remove(Number(argument))),

	'GET identities': ({identities}) => identities.list(),
	'POST identities': ({identities, home}, {given}) => {
		const name = text(given.name, 'name');
		const account = given.account === undefined ? home.account : text(given.account, 'account');
		const ready =
			typeof given.policy === 'string'
				? oneOf(Object.keys(policies) as (keyof typeof policies)[], given.policy, 'policy')
				: undefined;
		const policy = ready ? policies[ready](home) : (given.policy as ReturnType<typeof backupWriter> | undefined);
		if (!policy?.Statement) throw new Error('policy must be a policy or the name of one.');
		const identity = {
			accessKeyId: `ASIA${name.toUpperCase().replace(/[^A-Z0-9]/g, '')}`.padEnd(20, '0').slice(0, 20),
			secretAccessKey: newSecret(),
			account,
			arn: `arn:aws:iam::${account}:user/${name}`,
			policies: [policy],
			...(given.sessionToken === undefined ? {} : {sessionToken: text(given.sessionToken, 'sessionToken')}),
			...(given.expires === undefined ? {} : {expires: number(given.expires, 'expires')}),
		};
		identities.put(identity);
		return identity;
	},
	'DELETE identities': ({identities}, {argument}) => identities.remove(argument),

	'GET requests': ({requests}, {query}) => requests.list(query.get('operation') ?? undefined),
	'DELETE requests': ({requests}) => requests.clear(),
	'GET outbox': (control) => control.outbox(),
};
