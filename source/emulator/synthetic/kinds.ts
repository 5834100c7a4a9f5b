import {fastglacier} from './fastglacier.ts';
import type {Formula} from './formula.ts';
import {mtAwsGlacier} from './mt-aws-glacier.ts';
import {nas} from './nas.ts';
import {nightly} from './nightly.ts';
import {plain} from './plain.ts';
import {weekly} from './weekly.ts';

/** What every rule says: how many archives, beginning when (milliseconds), and a seed that makes it different from others of its kind. */
export type Rule = {count: number; start: number; seed: number};

/** The kinds of synthetic archives by name. A kind must never change what it makes: data folders keep only its name and rule. */
export const kinds = {
	plain,
	nightly,
	weekly,
	fastglacier,
	'mt-aws-glacier': mtAwsGlacier,
	nas,
} as const satisfies Record<string, (rule: Rule) => Formula>;

/** The name of a kind. */
export type Kind = keyof typeof kinds;
