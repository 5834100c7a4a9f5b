import {displayText} from '../model/names/display-text.ts';
import {jsonLine} from './print-json.ts';
import {type Streams, writeTo} from './streams.ts';

/** One fact about the program, and who said it where that is of interest. */
export type Fact = {name: string; value: string | number | boolean | null; origin?: string};

/** What `iceaxe info` tells, in groups. */
export type Info = Record<string, readonly Fact[]>;

const valueText = (value: Fact['value']): string => {
	if (value === null) return 'none';
	return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
};

const group = (title: string, facts: readonly Fact[]): string => {
	const width = Math.max(...facts.map(({name}) => name.length));
	const lines = facts.map(({name, value, origin}) => {
		const said = origin === undefined || origin === 'default' ? '' : `  (${origin})`;
		return `  ${name.padEnd(width)}  ${displayText(valueText(value) + said)}`;
	});
	return [title, ...lines, ''].join('\n');
};

/** Prints it for people, or as one JSON value: each group an object, a fact with an origin as `{value, origin}`. */
export const printInfo = (info: Info, json: boolean, {stdout}: Pick<Streams, 'stdout'>): Promise<void> => {
	const groups = Object.entries(info);
	if (!json) {
		const told = groups.filter(([, facts]) => facts.length > 0);
		return writeTo(stdout, told.map(([title, facts]) => group(title, facts)).join('\n'));
	}
	const plain = ({value, origin}: Fact) => (origin === undefined ? value : {value, origin});
	const values = groups.map(([title, facts]) => [
		title,
		Object.fromEntries(facts.map((fact) => [fact.name, plain(fact)])),
	]);
	return writeTo(stdout, jsonLine(Object.fromEntries(values)));
};
