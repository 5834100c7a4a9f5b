import {longestVaultPolicy} from '../../model/limits.ts';
import {refuse} from '../errors.ts';
import {isOperator} from './conditions.ts';
import {type PolicyDocument, type Statement, statementsOf} from './policy.ts';

/**
 * Checks a policy that is to hang on a vault (vault-access-policy): IAM's grammar with a principal, about this vault only.
 * @throws Refusal InvalidParameterValueException with what is wrong
 */
export const checkPolicy = (text: string, vaultArn: string): void => {
	if (Buffer.byteLength(text) > longestVaultPolicy) {
		throw refuse.invalidPolicy(`it must not exceed ${longestVaultPolicy} bytes.`);
	}
	const problem = problemOf(parse(text), vaultArn);
	if (problem !== undefined) throw refuse.invalidPolicy(problem);
};

const parse = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): boolean =>
	typeof value === 'string' ||
	(Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string'));

const problemOf = (document: unknown, vaultArn: string): string | undefined => {
	if (!isObject(document)) return 'it is not a JSON object.';
	const {Version, Statement} = document;
	if (Version !== undefined && Version !== '2012-10-17' && Version !== '2008-10-17') return 'its Version is unknown.';
	if (!isObject(Statement) && !(Array.isArray(Statement) && Statement.length > 0 && Statement.every(isObject))) {
		return 'it has no Statement.';
	}
	for (const statement of statementsOf(document as PolicyDocument)) {
		const problem = problemOfStatement(statement, vaultArn);
		if (problem !== undefined) return problem;
	}
	return undefined;
};

const problemOfStatement = (statement: Statement, vaultArn: string): string | undefined => {
	const {Effect, Action, NotAction, Resource, NotResource, Condition} = statement;
	if (Effect !== 'Allow' && Effect !== 'Deny') return 'an Effect must be Allow or Deny.';
	if ((Action === undefined) === (NotAction === undefined)) return 'a statement needs either Action or NotAction.';
	const actions = Action ?? NotAction;
	if (!isTexts(actions) || ![actions!].flat().every((action) => /^(\*|glacier:[A-Za-z*?]+)$/i.test(action))) {
		return 'its actions must be actions of Glacier.';
	}
	if (!hasPrincipal(statement)) return 'a statement needs a Principal.';
	if (NotResource !== undefined) return 'NotResource is not supported.';
	if (!isTexts(Resource) || ![Resource!].flat().every((resource) => resource === vaultArn)) {
		return 'its resources must be the vault itself.';
	}
	if (Condition !== undefined && (!isObject(Condition) || !Object.keys(Condition).every(isOperator))) {
		return 'it has an unknown condition.';
	}
	return undefined;
};

const hasPrincipal = ({Principal, NotPrincipal}: Statement): boolean => {
	const principal: unknown = Principal ?? NotPrincipal;
	return principal === '*' || (isObject(principal) && isTexts(principal.AWS));
};
