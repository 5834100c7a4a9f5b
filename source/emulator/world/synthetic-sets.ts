import {type Kind, kinds, type Rule} from '../synthetic/kinds.ts';
import {mostPositions, prefixOf, readId} from '../synthetic/synthetic-id.ts';
import {type SyntheticSet, syntheticSet} from '../synthetic/synthetic-set.ts';
import {countChange, type Vault} from './vaults.ts';
import type {World} from './world.ts';

type SetRow = {number: number; prefix: string; kind: Kind; rule: string; added: number};

/**
 * Fills a vault with archives that are only a formula.
 * @throws RangeError when they are too many for ids
 */
export const addSyntheticSet = (world: World, vault: Vault, kind: Kind, rule: Rule): void => {
	if (rule.count > mostPositions) throw new RangeError(`A set has at most ${mostPositions} archives.`);
	const formula = kinds[kind](rule);
	let bytes = 0;
	for (let position = 0; position < rule.count; position++) bytes += formula.size(position);
	const added = countChange(world, vault, rule.count, bytes);
	world.store.run(
		'INSERT INTO synthetic_sets (vault, prefix, kind, rule, added) VALUES (?, ?, ?, ?, ?)',
		vault.number,
		prefixOf(`${added} ${vault.number} ${kind} ${JSON.stringify(rule)}`),
		kind,
		JSON.stringify(rule),
		added,
	);
};

const known = new WeakMap<World, Map<number, SyntheticSet>>();

const fromRow = (world: World, {number, prefix, kind, rule, added}: SetRow): SyntheticSet => {
	const sets = known.get(world) ?? new Map<number, SyntheticSet>();
	known.set(world, sets);
	const set = sets.get(number) ?? syntheticSet(number, prefix, added, kinds[kind](JSON.parse(rule)));
	sets.set(number, set);
	return set;
};

/** The sets that a vault held after the change of that number, oldest first. */
export const setsOf = (world: World, vault: Vault, change: number): SyntheticSet[] =>
	world.store
		.all<SetRow>('SELECT * FROM synthetic_sets WHERE vault = ? AND added <= ? ORDER BY number', vault.number, change)
		.map((row) => fromRow(world, row));

/** Which of a set's archives were removed by then, ascending. */
export const removedFrom = ({store}: World, set: SyntheticSet, change: number): number[] =>
	store
		.all<{position: number}>(
			'SELECT position FROM synthetic_removals WHERE synthetic_set = ? AND removed <= ? ORDER BY position',
			set.number,
			change,
		)
		.map((row) => row.position);

/** Where the synthetic archive of that id is, if there is one: its vault, its set and its position; also when it was removed. */
export const findSynthetic = (
	world: World,
	id: string,
): {vault: number; set: SyntheticSet; position: number} | undefined => {
	const {prefix, position} = readId(id);
	const row = world.store.get<SetRow & {vault: number}>('SELECT * FROM synthetic_sets WHERE prefix = ?', prefix);
	if (!row) return undefined;
	const set = fromRow(world, row);
	const isOne = position >= 0 && position < set.formula.count && set.id(position) === id;
	return isOne ? {vault: row.vault, set, position} : undefined;
};

/** Whether a synthetic archive was removed. */
export const isRemoved = ({store}: World, set: SyntheticSet, position: number): boolean =>
	store.get('SELECT 1 FROM synthetic_removals WHERE synthetic_set = ? AND position = ?', set.number, position) !==
	undefined;

/** Notes that a synthetic archive was removed with that change. */
export const removeSynthetic = ({store}: World, set: SyntheticSet, position: number, change: number): void => {
	store.run('INSERT INTO synthetic_removals VALUES (?, ?, ?)', set.number, position, change);
};
