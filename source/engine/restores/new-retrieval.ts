import {IceaxeError} from '../../model/errors/iceaxe-error.ts';
import {dollarsText} from '../../model/format.ts';
import type {Job} from '../../model/job.ts';
import {retrievalCost} from '../../model/prices/cost.ts';
import {
	type AskedRetrieval,
	knownSize,
	retrievalExpired,
	retrievalFailed,
	type Transfer,
} from '../../model/transfer.ts';
import type {Context} from '../context.ts';

/** What another retrieval of a download's archive, by the same tier, would cost. */
export const retrievalAgain = ({account}: Pick<Context, 'account'>, transfer: Transfer): AskedRetrieval => {
	const tier = transfer.tier ?? 'Standard';
	const cost = retrievalCost({count: 1, bytes: knownSize(transfer)}, tier, account.region);
	return {tier, dollars: cost?.total ?? null};
};

/** What is to be done; how one agrees to it, each face says itself. */
const hintOf = ({tier, dollars}: AskedRetrieval): string => {
	const price =
		dollars === null
			? 'at a price that is not known here'
			: dollars === 0
				? 'which costs nothing'
				: `for ${dollarsText(dollars)}`;
	return `A new ${tier} retrieval, ${price}, begins when it is agreed to. What was verified is not fetched again.`;
};

/** Without an output, a download needs another retrieval (api-job-output-get: it is kept for a day). */
export const expiredRetrieval = ({name}: Pick<Transfer, 'name'>, asked?: AskedRetrieval): IceaxeError =>
	new IceaxeError(
		'not-found',
		`The output of the retrieval of ${name} is no longer there; it was kept for about a day.`,
		{code: retrievalExpired, hint: asked ? hintOf(asked) : null},
	);

/** The service took the job and failed it: there never was an output. */
export const failedRetrieval = (
	{name}: Pick<Transfer, 'name'>,
	{statusMessage}: Pick<Job, 'statusMessage'>,
	asked: AskedRetrieval,
): IceaxeError => {
	const why = statusMessage?.trim() ? `“${statusMessage.trim()}”` : 'it gives no reason';
	return new IceaxeError('service', `The service has failed the retrieval of ${name}: ${why}.`, {
		code: retrievalFailed,
		hint: hintOf(asked),
	});
};
