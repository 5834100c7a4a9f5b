import {refuse} from './errors.ts';

/** Where a parameter stands in a request: a header, the query, or a member of the JSON body. */
export type Place = 'header' | 'query' | 'member';

/** Turns what was given into what it means, or throws a Refusal. */
export type Rule<T> = (given: unknown, name: string) => T;

/** One thing that an operation wants to know. */
export type Parameter<T> = {place: Place; name: string; required: boolean; rule: Rule<T>; absent: T};

/** What the values of a table of parameters are. */
export type Values<P> = {[K in keyof P]: P[K] extends Parameter<infer T> ? T : never};

const parameter =
	(place: Place) =>
	<T>(name: string, rule: Rule<T>): Parameter<T | undefined> => ({
		place,
		name,
		rule,
		required: false,
		absent: undefined,
	});

/** A header. */
export const header = parameter('header');
/** A parameter of the query. */
export const query = parameter('query');
/** A member of the JSON body; an explicit `null` counts as absent. */
export const member = parameter('member');

/** Makes a parameter one whose absence is refused with MissingParameterValueException. */
export const required = <T>(optional: Parameter<T | undefined>): Parameter<T> => ({
	...optional,
	rule: optional.rule as Rule<T>,
	required: true,
	absent: undefined as T,
});

/** Gives an absent parameter a value. */
export const withDefault = <T>(optional: Parameter<T | undefined>, value: T): Parameter<T> => ({
	...optional,
	rule: optional.rule as Rule<T>,
	absent: value,
});

/** What a request says in the three places. */
export type Given = Record<Place, (name: string) => unknown>;

/**
 * Reads all parameters of a table, in its order.
 * @throws Refusal for the first that is missing or that its rule refuses
 */
export const readParameters = (table: Record<string, Parameter<unknown>>, given: Given): Record<string, unknown> => {
	const values: Record<string, unknown> = {};
	for (const [key, {place, name, required, rule, absent}] of Object.entries(table)) {
		const value = given[place](name);
		if (value === undefined || value === null) {
			if (required) throw refuse.missing(name);
			values[key] = absent;
		} else {
			values[key] = rule(value, name);
		}
	}
	return values;
};
