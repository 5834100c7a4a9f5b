/** A value and where it comes from, as a person would say it: `--region`, `AWS_REGION`, `/home/ada/.aws/config [profile backup]`. */
export type Sourced<T> = {value: T; origin: string};

/** A place to look in. Empty text counts as nothing, as in all of AWS's tools. */
export type Place<T> = readonly [value: T | undefined, origin: string];

/** The value of the first place that has one. */
export const firstOf = <T, Otherwise>(
	places: readonly Place<T>[],
	otherwise: Otherwise,
	origin = 'default',
): Sourced<T | Otherwise> => {
	const found = places.find(([value]) => value !== undefined && value !== '');
	return found ? {value: found[0] as T, origin: found[1]} : {value: otherwise, origin};
};
