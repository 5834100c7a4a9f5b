import {bandwidthText, type LimitsChange, parseBandwidth, type TransferLimits} from '../../model/bandwidth.ts';
import {invalidInput} from '../../model/errors/errors.ts';
import {mostAtOnce} from '../../model/limits.ts';
import type {Context} from '../context.ts';

type Limited = Pick<Context, 'limits' | 'bandwidth' | 'slowedTo'>;

/** What limits all transfers together at this moment. */
export const limitsNow = ({limits, bandwidth, slowedTo}: Limited): TransferLimits => ({
	bandwidth: bandwidthText(bandwidth.bandwidth),
	bytesPerSecond: bandwidth.rate,
	transfersAtOnce: limits.transfersAtOnce,
	chunksAtOnce: limits.chunksAtOnce,
	slowedTo,
});

/** How many chunks of one transfer are worth beginning: more than the service bears would only be read, hashed and held for their turn. */
export const atOnceNow = ({limits, slowedTo}: Pick<Context, 'limits' | 'slowedTo'>): number =>
	Math.max(1, Math.min(limits.chunksAtOnce, slowedTo ?? limits.chunksAtOnce));

const checkCount = (value: number, what: string, most: number): void => {
	if (Number.isInteger(value) && value >= 1 && value <= most) return;
	throw invalidInput(`${what} at once are a whole number from 1 to ${most}.`);
};

/**
 * Changes the limits of a running engine.
 * @throws IceaxeError `invalid-input`; then nothing has changed
 */
export const changeLimits = (
	context: Limited & Pick<Context, 'emit'>,
	{bandwidth, transfersAtOnce, chunksAtOnce}: LimitsChange,
): TransferLimits => {
	const {limits} = context;
	const parsed = bandwidth === undefined ? undefined : parseBandwidth(bandwidth);
	if (transfersAtOnce !== undefined) checkCount(transfersAtOnce, 'Transfers', mostAtOnce.transfers);
	if (chunksAtOnce !== undefined) checkCount(chunksAtOnce, 'Chunks', mostAtOnce.chunks);
	if (parsed) context.bandwidth.change(parsed);
	if (transfersAtOnce !== undefined) limits.transfersAtOnce = transfersAtOnce;
	if (chunksAtOnce !== undefined) limits.chunksAtOnce = chunksAtOnce;
	const now = limitsNow(context);
	context.emit({type: 'limits', limits: now});
	return now;
};
