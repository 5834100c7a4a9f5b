import {describe, expect, it} from 'vitest';
import {conditionsHold} from '../../../source/emulator/authorization/conditions.ts';
import {decide} from '../../../source/emulator/authorization/decide.ts';
import type {PolicyDocument, Statement} from '../../../source/emulator/authorization/policy.ts';

const account = '111122223333';
const resource = `arn:aws:glacier:us-east-1:${account}:vaults/photos`;

const ask = (own: Partial<Statement>[], vault: Partial<Statement>[] = [], asking = account) => {
	const policy = (statements: Partial<Statement>[], common: object): PolicyDocument => ({
		Statement: statements.map((statement) => ({
			Effect: 'Allow',
			...('NotAction' in statement ? {} : {Action: 'glacier:DeleteArchive'}),
			...('NotResource' in statement ? {} : {Resource: resource}),
			...common,
			...statement,
		})) as Statement[],
	});
	const identity = {
		accessKeyId: '',
		secretAccessKey: '',
		account: asking,
		arn: `arn:aws:iam::${asking}:user/x`,
		policies: [policy(own, {})],
	};
	const question = {identity, action: 'DeleteArchive', resource, owner: account, context: () => undefined};
	return decide(question, [policy(vault, {Principal: '*'})]);
};

describe('policies', () => {
	it('deny what nobody allows, and what anybody denies', () => {
		expect(ask([{}])).toBeUndefined();
		expect(ask([])).toMatch('because no identity-based policy allows');
		expect(ask([{}, {Effect: 'Deny'}])).toMatch('explicit deny in an identity-based policy');
		expect(ask([{}], [{Effect: 'Deny'}])).toMatch('explicit deny in a resource-based policy');
		expect(ask([], [{}]), 'the vault’s own word is enough for its own account').toBeUndefined();
	});

	it('must both allow what another account does', () => {
		const other = '999999999999';
		expect(ask([{}], [], other)).toMatch('no resource-based policy allows');
		expect(ask([], [{}], other)).toMatch('no identity-based policy allows');
		expect(ask([{}], [{}], other)).toBeUndefined();
		expect(ask([{}], [{Principal: {AWS: [account]}}], other)).toMatch('no resource-based');
		expect(ask([{}], [{Principal: {AWS: `arn:aws:iam::${other}:root`}}], other)).toBeUndefined();
		expect(ask([{}], [{Principal: {AWS: `arn:aws:iam::${other}:user/x`}}], other)).toBeUndefined();
	});

	it.each([
		[{Action: '*'}, true],
		[{Action: 'glacier:*'}, true],
		[{Action: 'GLACIER:deletearchive'}, true],
		[{Action: ['glacier:Get*', 'glacier:Delete?rchive']}, true],
		[{Action: 'glacier:Delete'}, false],
		[{Action: 's3:*'}, false],
		[{NotAction: 'glacier:DeleteArchive'}, false],
		[{NotAction: 'glacier:Get*'}, true],
		[{Resource: '*'}, true],
		[{Resource: `arn:aws:glacier:*:${account}:vaults/p*`}, true],
		[{Resource: resource.replace('photos', 'PHOTOS')}, false],
		[{NotResource: resource}, false],
		[{NotResource: `${resource}2`}, true],
	])('match as IAM matches: %j', (statement, allowed) => {
		expect(ask([statement]) === undefined).toBe(allowed);
	});
});

describe('conditions', () => {
	const context = {
		'a:text': 'Hello',
		'a:number': '10',
		'a:date': '2026-11-22T10:00:00Z',
		'a:flag': 'true',
		'a:ip': '10.1.2.3',
	};
	const hold = (Condition: Statement['Condition']) =>
		conditionsHold({Effect: 'Allow', Condition: Condition!}, (key) => (context as Record<string, string>)[key]);

	it.each([
		['StringEquals', 'a:text', 'Hello', true],
		['StringEquals', 'a:text', ['x', 'Hello'], true],
		['StringEquals', 'a:text', 'hello', false],
		['StringNotEquals', 'a:text', ['x', 'Hello'], false],
		['StringEqualsIgnoreCase', 'a:text', 'hello', true],
		['StringLike', 'a:text', 'H?l*', true],
		['StringLike', 'A:Text', 'H*', true],
		['StringNotLike', 'a:text', 'H*', false],
		['NumericLessThan', 'a:number', '10', false],
		['NumericLessThanEquals', 'a:number', 10, true],
		['NumericGreaterThan', 'a:number', '9.5', true],
		['NumericNotEquals', 'a:number', '10.0', false],
		['DateGreaterThan', 'a:date', '2026-11-22', true],
		['DateLessThan', 'a:date', '2026-11-22T10:00:01Z', true],
		['Bool', 'a:flag', true, true],
		['IpAddress', 'a:ip', '10.1.0.0/16', true],
		['NotIpAddress', 'a:ip', '10.1.2.3', false],
		['StringEquals', 'a:absent', 'x', false],
		['StringNotEquals', 'a:absent', 'x', true],
		['StringEqualsIfExists', 'a:absent', 'x', true],
		['StringEqualsIfExists', 'a:text', 'x', false],
		['Null', 'a:absent', 'true', true],
		['Null', 'a:text', 'true', false],
		['ForAnyValue:StringEquals', 'a:text', 'Hello', true],
		['Unheard', 'a:text', 'Hello', false],
	])('%s %s %j is %s', (operator, key, value, expected) => {
		expect(hold({[operator]: {[key]: value as string}})).toBe(expected);
	});

	it('must all hold', () => {
		expect(hold({StringEquals: {'a:text': 'Hello', 'a:flag': 'true'}, NumericEquals: {'a:number': '10'}})).toBe(true);
		expect(hold({StringEquals: {'a:text': 'Hello', 'a:flag': 'no'}})).toBe(false);
		expect(hold(undefined)).toBe(true);
	});
});
