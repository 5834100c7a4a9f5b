import {dollarsText, spanText} from '../../model/format.ts';
import {tierFacts} from '../../model/tiers.ts';
import type {AskedRetrieval} from '../../model/transfer.ts';

/** What another retrieval is, costs and brings, one fact a line. */
export const askedLines = ({tier, dollars}: AskedRetrieval): string[] => [
	`tier   ${tier}, usually ready in ${spanText(tierFacts(tier).usual)}`,
	`cost   ${dollars === null ? 'not known for this region' : `${dollarsText(dollars)}, without transfer out`}`,
	'       What was verified is kept and is not fetched again.',
];
