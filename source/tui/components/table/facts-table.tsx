import {Text} from 'ink';
import type {ReactNode} from 'react';
import {useScreen} from '../../screen/use-screen.ts';
import {fitEnd, fitMiddle, padEnd, wrap} from '../../text/fit.ts';
import {span, type Tone} from '../../text/line.ts';
import {paint} from '../../text/paint.ts';
import {cells} from '../../text/width.ts';
import {loadInkTable} from './ink-table.ts';

/** One fact about something: what it is called, and what it is. */
export type Fact = {name: string; value: string; tone?: Tone};

/** Names stand in a column of their own. */
const nameWidth = (facts: readonly Fact[]): number => Math.max(...facts.map(({name}) => cells(name)));

const valueWidth = (facts: readonly Fact[], width: number): number => width - nameWidth(facts) - 4;

/** The same facts with ids and paths on as many rows as they need; as they are when that would be more than `most` rows. */
export const foldedFacts = (facts: readonly Fact[], width: number, most: number): readonly Fact[] => {
	const room = valueWidth(facts, width);
	if (facts.length === 0 || room < 20) return facts;
	// What has no name but its id has the same value twice: once is enough.
	const isLast = (fact: Fact) => facts.findLast(({value}) => value === fact.value) === fact;
	const folded = facts.flatMap((fact) =>
		fact.value.includes(' ') || cells(fact.value) <= room || !isLast(fact)
			? [fact]
			: wrap(fact.value, room).map((value, index) => ({...fact, name: index === 0 ? fact.name : '', value})),
	);
	return folded.length > most ? facts : folded;
};

/** ink-table draws a rule between rows and a frame around all; here the dialog is the frame, and the rows need none. */
const Nothing = () => null;

/** Facts below each other. For short lists that do not change while they are looked at. */
export const FactsTable = ({facts, width}: {facts: readonly Fact[]; width: number}) => {
	const {look} = useScreen();
	const InkTable = loadInkTable();
	const names = nameWidth(facts);
	const room = valueWidth(facts, width);
	const {gap} = look.glyphs;
	// Ids and paths tell themselves apart by both their ends, sentences by their beginning.
	const fit = (value: string) => (value.includes(' ') ? fitEnd(value, room, gap) : fitMiddle(value, room, gap));
	const data = facts.map(({name, value}, index) => ({
		// Two facts may say the same; the table tells rows apart by what they say.
		name: padEnd(name, names),
		value: fit(value) || ' '.repeat(1 + (index % 2)),
	}));
	const tones = new Map(facts.map(({value, tone}) => [fit(value), tone]));
	const Cell = ({column, children}: {column?: number; children?: ReactNode}) => {
		const text = String(children);
		const tone = column === 0 ? 'dim' : (tones.get(text.trim()) ?? 'plain');
		return <Text wrap="truncate">{paint([span(text, tone)], look.palette, look.ascii)}</Text>;
	};
	return (
		<InkTable data={data} columns={['name', 'value']} padding={1} header={Nothing} cell={Cell} skeleton={Nothing} />
	);
};
