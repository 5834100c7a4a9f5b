import type {Identity} from '../authentication/identities.ts';
import {type Context, conditionsHold, matchesPattern} from './conditions.ts';
import {type OneOrMore, type PolicyDocument, type Principal, type Statement, statementsOf} from './policy.ts';

/** What someone wants to do. */
export type Question = {
	identity: Identity;
	/** `DeleteArchive`. */
	action: string;
	/** The ARN of what it is done to. */
	resource: string;
	/** The account that owns it. */
	owner: string;
	context: Context;
};

/** The policies that hang on a vault: its access policy and its lock policy. */
export type VaultPolicies = readonly PolicyDocument[];

/** `undefined` when it is allowed; otherwise the end of the service's sentence that says why not. */
export type Denial = string | undefined;

/**
 * IAM's rule: an explicit Deny anywhere wins; in one's own account an Allow in either kind of policy is enough; for
 * another account's vault both must allow (vault-access-policy).
 */
export const decide = (question: Question, vaultPolicies: VaultPolicies): Denial => {
	const {identity, action, owner} = question;
	const own = identity.policies.flatMap(statementsOf).filter((statement) => applies(statement, question));
	const vault = vaultPolicies
		.flatMap(statementsOf)
		.filter((statement) => concerns(statement, identity) && applies(statement, question));

	if (own.some(denies)) return ' with an explicit deny in an identity-based policy';
	if (vault.some(denies)) return ' with an explicit deny in a resource-based policy';
	const allowedByIdentity = own.some(allows);
	const allowedByVault = vault.some(allows);
	if (identity.account === owner ? allowedByIdentity || allowedByVault : allowedByIdentity && allowedByVault) {
		return undefined;
	}
	const silent = allowedByIdentity ? 'resource-based' : 'identity-based';
	return ` because no ${silent} policy allows the glacier:${action} action`;
};

const denies = (statement: Statement): boolean => statement.Effect === 'Deny';
const allows = (statement: Statement): boolean => statement.Effect === 'Allow';

const list = <T>(value: OneOrMore<T> | undefined): T[] => (value === undefined ? [] : ([value].flat() as T[]));

const applies = (statement: Statement, {action, resource, context}: Question): boolean => {
	const wanted = `glacier:${action}`.toLowerCase();
	const isAction = (pattern: string) => matchesPattern(wanted, pattern.toLowerCase());
	const isResource = (pattern: string) => matchesPattern(resource, pattern);
	return (
		(statement.NotAction ? !list(statement.NotAction).some(isAction) : list(statement.Action).some(isAction)) &&
		(statement.NotResource
			? !list(statement.NotResource).some(isResource)
			: list(statement.Resource).some(isResource)) &&
		conditionsHold(statement, context)
	);
};

/** Whether a statement of a vault's policy speaks of this identity. */
const concerns = (statement: Statement, identity: Identity): boolean =>
	statement.NotPrincipal ? !names(statement.NotPrincipal, identity) : names(statement.Principal, identity);

const names = (principal: Principal | undefined, {account, arn}: Identity): boolean =>
	principal === '*' ||
	list(principal?.AWS).some(
		(name) =>
			name === '*' ||
			name === account ||
			name === arn ||
			new RegExp(`^arn:aws[a-z-]*:iam::${account}:root$`).test(name),
	);
