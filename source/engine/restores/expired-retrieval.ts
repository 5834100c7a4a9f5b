import {IceaxeError} from '../../model/errors/iceaxe-error.ts';
import {dollarsText} from '../../model/format.ts';
import {retrievalCost} from '../../model/prices/cost.ts';
import {type AskedRetrieval, knownSize, retrievalExpired, type Transfer} from '../../model/transfer.ts';
import type {Context} from '../context.ts';

/** What another retrieval of a download's archive, by the same tier, would cost. */
export const retrievalAgain = ({account}: Pick<Context, 'account'>, transfer: Transfer): AskedRetrieval => {
	const tier = transfer.tier ?? 'Standard';
	const cost = retrievalCost({count: 1, bytes: knownSize(transfer)}, tier, account.region);
	return {tier, dollars: cost?.total ?? null};
};

/** Without an output, a download needs another retrieval (api-job-output-get: it is kept for a day). */
export const expiredRetrieval = ({name}: Pick<Transfer, 'name'>, asked?: AskedRetrieval): IceaxeError => {
	const price =
		asked && (asked.dollars === null ? 'at a price that is not known here' : `for ${dollarsText(asked.dollars)}`);
	return new IceaxeError(
		'not-found',
		`The output of the retrieval of ${name} is no longer there; it was kept for about a day.`,
		{
			code: retrievalExpired,
			hint: asked
				? `A new ${asked.tier} retrieval, ${price}, begins when it is agreed to: resume with --retrieve. What was verified is not fetched again.`
				: null,
		},
	);
};
