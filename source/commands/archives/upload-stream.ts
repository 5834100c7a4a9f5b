import {cancelled, invalidInput, toErrorValue} from '../../model/errors/errors.ts';
import {bytesText, dollarsText} from '../../model/format.ts';
import {mostParts} from '../../model/limits.ts';
import {prices, uploadCost} from '../../model/prices/cost.ts';
import type {EngineLink, Requests, StreamEnd} from '../../model/requests.ts';
import type {Transfer} from '../../model/transfer.ts';
import type {ArgumentValues, Output, Tools} from '../command.ts';
import {bytesIn, regionOf, textOf} from '../values.ts';
import {outputsOfOwn} from '../when-finished.ts';

/** How a pipe is called among files. */
export const pipeName = '-';

/** What parts of one size allow, before anything is sent: it cannot be changed afterwards. */
const boundsText = async ({name, chunkSize}: Transfer, link: EngineLink): Promise<string> => {
	const cost = uploadCost(mostParts, await regionOf(link));
	const price = cost === null ? '' : `, for at most ${dollarsText(cost.total)} in requests (prices of ${prices.date})`;
	return `${name}: parts of ${bytesText(chunkSize, {trim: true})} hold up to ${bytesText(mostParts * chunkSize)}${price}.`;
};

/** Hands the bytes over and says how they ended; resolves with the transfer when it is over. */
const handOver = async (
	link: EngineLink,
	{transferId}: Transfer,
	bytes: AsyncIterable<Uint8Array>,
	signal: AbortSignal,
): Promise<Transfer> => {
	const say = (end: StreamEnd, whileWanted?: AbortSignal) =>
		link.request('archives.end-stream', {transferId, end}, whileWanted);
	try {
		return await say({bytes: await link.feed(transferId, bytes, signal)}, signal);
	} catch (error) {
		// That it was stopped has to be said, too.
		return await say({error: toErrorValue(error)});
	}
};

/**
 * Uploads what comes through a pipe, or what a command prints, as one archive.
 * @throws IceaxeError when it cannot begin, or was stopped; what fails later is among the outputs.
 */
export async function* uploadStream(
	values: ArgumentValues,
	{link, signal, say, pipe}: Tools,
	how: Omit<Requests['archives.upload-stream']['takes'], 'expectedSize'>,
): AsyncGenerator<Output> {
	if (how.name === undefined && how.description === undefined) {
		throw invalidInput('What comes through a pipe has no name of its own.', 'Say --name backup.tar, or --description.');
	}
	if (!pipe) throw invalidInput('A pipe can be uploaded on the command line only.');
	const expectedSize = bytesIn(values, 'expect-size');
	const over = new AbortController();
	const bytes = pipe(textOf(values, 'command') ?? null, AbortSignal.any([signal, over.signal]));
	const transfer = await link.request(
		'archives.upload-stream',
		{...how, ...(expectedSize === undefined ? {} : {expectedSize})},
		signal,
	);
	try {
		say(await boundsText(transfer, link));
		const ended = await handOver(link, transfer, bytes, signal);
		if (signal.aborted && ended.state === 'cancelled') throw cancelled();
		yield* outputsOfOwn(ended, link);
	} finally {
		// Whoever makes the bytes has no reader any more.
		over.abort(cancelled());
	}
}
