/** An IAM policy, as far as Glacier's use of it goes. */
export type PolicyDocument = {
	Version?: string;
	Id?: string;
	Statement: Statement | Statement[];
};

/** One or several of something, as policies write it. */
export type OneOrMore<T> = T | T[];

/** One rule of a policy. */
export type Statement = {
	Sid?: string;
	Effect: 'Allow' | 'Deny';
	Action?: OneOrMore<string>;
	NotAction?: OneOrMore<string>;
	Resource?: OneOrMore<string>;
	NotResource?: OneOrMore<string>;
	Principal?: Principal;
	NotPrincipal?: Principal;
	Condition?: Record<string, Record<string, OneOrMore<string | number | boolean>>>;
};

/** Whom a vault's policy speaks of: everyone, or accounts, users and roles. */
export type Principal = '*' | {AWS: OneOrMore<string>};

/** The statements of a policy, always as a list. */
export const statementsOf = (policy: PolicyDocument): Statement[] => [policy.Statement].flat();
