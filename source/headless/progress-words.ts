import {bytesText, countedText, countText, durationText, timeText} from '../model/format.ts';
import type {InventoryProgress} from '../model/inventory.ts';
import type {Timestamp} from '../model/timestamp.ts';
import {isHeldUp, type Transfer, type TransferProgress, waitsForNames} from '../model/transfer.ts';

/** A transfer and the last that was heard of it. */
export type Moving = {transfer: Transfer; progress: TransferProgress | null};

/** How many bytes of it are verified: what is only on its way may have to move again. */
export const bytesOf = ({transfer, progress}: Moving): number => {
	const whole = transfer.state === 'verifying' || transfer.state === 'done';
	return (whole ? transfer.size : null) ?? progress?.verifiedBytes ?? 0;
};

/**
 * How much of the bytes is verified, in whole percent, rounded down: 100 is everything. Null while nobody knows how much everything is:
 * one of them is a stream that has not ended.
 */
export const percentOf = (moving: readonly Moving[]): number | null => {
	if (moving.some(({transfer}) => transfer.size === null)) return null;
	const total = moving.reduce((sum, {transfer}) => sum + transfer.size!, 0);
	const done = moving.reduce((sum, one) => sum + bytesOf(one), 0);
	return total === 0 ? 100 : Math.min(100, Math.floor((done / total) * 100));
};

/** How much is verified: in percent, or in bytes where the whole is not known. */
export const shareText = (moving: readonly Moving[]): string => {
	const percent = percentOf(moving);
	return percent === null ? bytesText(moving.reduce((sum, one) => sum + bytesOf(one), 0)) : `${percent} %`;
};

const verb = {upload: 'uploading', download: 'downloading'} as const;

const waitText = ({waitsFor, waitsSince}: Transfer): string => {
	const since = waitsSince ? ` since ${timeText(waitsSince)}` : '';
	return `waits for ${waitsForNames[waitsFor ?? 'network']}${since}`;
};

/** That nothing of one that moves has come or gone for a while. */
const quietText = (since: Timestamp): string => `no bytes since ${timeText(since)}`;

/** The state of a transfer, and since when it is held up. */
export const standText = (transfer: Transfer): string => {
	const {state, quietSince} = transfer;
	if (state === 'waiting') return waitText(transfer);
	return state === 'moving' && quietSince ? `${state}, ${quietText(quietSince)}` : state;
};

/** Where one transfer is, for a line of its own. */
export const stateText = ({transfer}: Moving): string | undefined => {
	switch (transfer.state) {
		case 'retrieving':
			return `waiting for its retrieval${transfer.tier === null ? '' : ` (${transfer.tier})`}`;
		case 'moving':
			return transfer.quietSince ? quietText(transfer.quietSince) : verb[transfer.direction];
		case 'waiting':
			return `${waitText(transfer)}${transfer.error ? `: ${transfer.error.message}` : ''}`;
		case 'verifying':
			return 'verifying';
		case 'paused':
			return 'paused';
		default:
			return undefined;
	}
};

const rateText = (moving: readonly Moving[]): string[] => {
	const rate = moving.reduce((sum, {progress}) => sum + (progress?.rate ?? 0), 0);
	const left = Math.max(...moving.map(({progress}) => progress?.secondsLeft ?? 0));
	return [...(rate > 0 ? [`${bytesText(rate)}/s`] : []), ...(left > 0 ? [`${durationText(left * 1000)} left`] : [])];
};

/** All transfers under way in one line; `waited` is how long in milliseconds. Empty when there is nothing to say. */
export const transfersLine = (all: readonly Moving[], waited: number): string => {
	const unfinished = all.filter(({transfer}) => !['done', 'failed', 'cancelled'].includes(transfer.state));
	if (unfinished.length === 0) return '';
	const heldUp = unfinished.filter(({transfer}) => isHeldUp(transfer));
	const travelling = unfinished.filter(
		({transfer}) => transfer.state === 'verifying' || (transfer.state === 'moving' && !isHeldUp(transfer)),
	);
	const retrieving = unfinished.filter(({transfer}) => transfer.state === 'retrieving');
	if (travelling.length === 0 && heldUp.length > 0) {
		const [{transfer}] = heldUp as [Moving];
		const what =
			all.length === 1 ? transfer.name : `${countText(unfinished.length)} of ${countText(all.length)} transfers`;
		return [`${what}: ${stateText(heldUp[0]!)}`, shareText(all)].join('  ');
	}
	if (travelling.length === 0 && retrieving.length > 0) {
		const what = retrieving.length === 1 ? retrieving[0]!.transfer.name : `${countText(retrieving.length)} archives`;
		return `waiting for the retrieval of ${what}, ${durationText(waited)} so far`;
	}
	if (travelling.length === 0) return '';
	const what =
		all.length === 1
			? travelling[0]!.transfer.name
			: `${countText(all.length - unfinished.length)} of ${countText(all.length)} done`;
	const state = travelling.length === 1 ? stateText(travelling[0]!)! : verb[travelling[0]!.transfer.direction];
	return [`${state} ${what}`, shareText(all), ...rateText(travelling)].join('  ');
};

/** How far an inventory is, in one line. */
export const inventoryLine = (vaultName: string, progress: InventoryProgress, waited: number): string => {
	if (progress.step === 'retrieving') {
		return `waiting for the inventory job of ${vaultName}, ${durationText(waited)} so far`;
	}
	const {rows, bytes, totalBytes, ordered, secondsLeft} = progress;
	const share = ordered ?? bytes / totalBytes;
	const percent = totalBytes > 0 ? [`${Math.floor(share * 100)} %`] : [];
	const act = ordered === null ? 'importing' : 'sorting';
	// What is over in a moment needs no time said.
	const left = secondsLeft !== null && secondsLeft >= 1 ? [`${durationText(secondsLeft * 1000)} left`] : [];
	return [`${act} the inventory of ${vaultName}: ${countedText(rows, 'archive')}`, ...percent, ...left].join('  ');
};
