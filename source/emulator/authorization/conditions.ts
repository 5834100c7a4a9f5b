import type {OneOrMore, Statement} from './policy.ts';

/** What is known about a request when its conditions are looked at, by lower-case key; an absent key is `undefined`. */
export type Context = (key: string) => string | undefined;

/** Compares a request's value with one from the policy. */
type Comparison = (value: string, wanted: string) => boolean;

/** Whether `text` fits a pattern with `*` and `?`. */
export const matchesPattern = (text: string, pattern: string): boolean =>
	new RegExp(
		`^${pattern
			.replace(/[.+^${}()|[\]\\]/g, '\\$&')
			.replaceAll('*', '.*')
			.replaceAll('?', '.')}$`,
		's',
	).test(text);

const numbers =
	(compare: (value: number, wanted: number) => boolean): Comparison =>
	(value, wanted) =>
		compare(Number(value), Number(wanted));
const dates =
	(compare: (value: number, wanted: number) => boolean): Comparison =>
	(value, wanted) =>
		compare(Date.parse(value), /^\d+$/.test(wanted) ? Number(wanted) * 1000 : Date.parse(wanted));
const equal = (value: number, wanted: number) => value === wanted;
const less = (value: number, wanted: number) => value < wanted;
const lessOrEqual = (value: number, wanted: number) => value <= wanted;
const greater = (value: number, wanted: number) => value > wanted;
const greaterOrEqual = (value: number, wanted: number) => value >= wanted;

/** The operators of IAM's grammar (reference_policies_elements_condition_operators), lower case, those with Not apart. */
const comparisons: Record<string, Comparison> = {
	stringequals: (value, wanted) => value === wanted,
	stringequalsignorecase: (value, wanted) => value.toLowerCase() === wanted.toLowerCase(),
	stringlike: matchesPattern,
	numericequals: numbers(equal),
	numericlessthan: numbers(less),
	numericlessthanequals: numbers(lessOrEqual),
	numericgreaterthan: numbers(greater),
	numericgreaterthanequals: numbers(greaterOrEqual),
	dateequals: dates(equal),
	datelessthan: dates(less),
	datelessthanequals: dates(lessOrEqual),
	dategreaterthan: dates(greater),
	dategreaterthanequals: dates(greaterOrEqual),
	bool: (value, wanted) => value.toLowerCase() === wanted.toLowerCase(),
	binaryequals: (value, wanted) => value === wanted,
	ipaddress: (value, wanted) => inNetwork(value, wanted),
	arnequals: matchesPattern,
	arnlike: matchesPattern,
};

/** The operators that hold when none of the values fits. */
const negations: Record<string, string> = {
	stringnotequals: 'stringequals',
	stringnotequalsignorecase: 'stringequalsignorecase',
	stringnotlike: 'stringlike',
	numericnotequals: 'numericequals',
	datenotequals: 'dateequals',
	notipaddress: 'ipaddress',
	arnnotequals: 'arnequals',
	arnnotlike: 'arnlike',
};

/** IPv4 only: the emulator listens on 127.0.0.1. */
const inNetwork = (address: string, network: string): boolean => {
	const bits = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
	const [base = '', width = '32'] = network.split('/');
	const block = 2 ** (32 - Number(width));
	return Math.floor(bits(address) / block) === Math.floor(bits(base) / block);
};

/** Splits `ForAnyValue:StringLikeIfExists` into what it is made of; `undefined` for an operator that does not exist. */
const readOperator = (operator: string) => {
	const plain = operator.toLowerCase().replace(/^for(any|all)values?:/, '');
	const ifExists = plain.endsWith('ifexists');
	const name = ifExists ? plain.slice(0, -'ifexists'.length) : plain;
	if (name === 'null') return {name, ifExists, negated: false, compare: undefined};
	const compare = comparisons[negations[name] ?? name];
	return compare && {name, ifExists, negated: name in negations, compare};
};

/** Whether a policy may use this operator. */
export const isOperator = (operator: string): boolean => readOperator(operator) !== undefined;

const holds = (operator: string, value: string | undefined, wanted: string[]): boolean => {
	const known = readOperator(operator);
	if (!known) return false;
	const {name, ifExists, negated, compare} = known;
	if (name === 'null') return wanted.some((text) => (text.toLowerCase() === 'true') === (value === undefined));
	// A key that is not there fits nothing, so it satisfies only what is negated or optional.
	if (value === undefined) return ifExists || negated;
	return wanted.some((text) => compare!(value, text)) !== negated;
};

/** Whether all conditions of a statement hold. */
export const conditionsHold = ({Condition = {}}: Statement, context: Context): boolean =>
	Object.entries(Condition).every(([operator, keys]) =>
		Object.entries(keys).every(([key, wanted]: [string, OneOrMore<string | number | boolean>]) =>
			holds(operator, context(key.toLowerCase()), [wanted].flat().map(String)),
		),
	);
