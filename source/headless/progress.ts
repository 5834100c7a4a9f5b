import type {EngineEvent} from '../model/events.ts';
import type {InventoryProgress} from '../model/inventory.ts';
import {isOver, type Transfer} from '../model/transfer.ts';
import type {Notes} from './notes.ts';
import type {OwnWork} from './own-work.ts';
import {bytesOf, inventoryLine, type Moving, percentOf, shareText, stateText, transfersLine} from './progress-words.ts';

/** Follows what the engine does while a command runs. */
export type Progress = {
	/** Transfers that were heard of and have not come to their end. */
	unfinished(): Transfer[];
	/** Takes the changing line away and listens no longer. */
	stop(): void;
};

/** On a terminal the line changes this often, in milliseconds: enough to look alive, too little to cost anything. */
const redrawEvery = 200;

/** Elsewhere a line is written at each tenth of a transfer. */
const sampledPercent = 10;
/** Of a stream nobody knows a tenth: its line is written at so many bytes, and each time that it has doubled. */
const firstSampledBytes = 2 ** 30;

/** What was last said of a transfer, where each line stays: its state, and how many steps it has gone. */
type Said = {state: string | undefined; steps: number};

const stepsOf = (moving: Moving): number => {
	const percent = percentOf([moving]);
	if (percent !== null) return Math.floor(percent / sampledPercent);
	return Math.max(0, Math.floor(Math.log2(Math.max(1, bytesOf(moving) / (firstSampledBytes / 2)))));
};

/** A round figure, so that lines of the same step are the same. */
const sampledText = (moving: Moving, steps: number): string =>
	moving.transfer.size === null ? shareText([moving]) : `${steps * sampledPercent} %`;

/**
 * Shows on standard error how far transfers and inventories are: one changing line on a terminal, elsewhere a line where something begins and
 * at each tenth.
 */
export const followProgress = (own: OwnWork, notes: Notes): Progress => {
	const began = performance.now();
	const transfers = new Map<string, Moving>();
	const inventories = new Map<string, InventoryProgress>();
	const said = new Map<string, Said>();

	const sample = (moving: Moving) => {
		if (!own.hasTransfer(moving.transfer.transferId) || moving.transfer.walkId) return;
		const {transferId, name} = moving.transfer;
		const last = said.get(transferId) ?? {state: undefined, steps: 0};
		const state = stateText(moving);
		const steps = stepsOf(moving);
		if (state !== undefined && state !== last.state) notes.say(`${name}: ${state}`);
		else if (moving.transfer.state === 'moving' && steps > last.steps)
			notes.say(`${name}: ${sampledText(moving, steps)}`);
		said.set(transferId, {state, steps: Math.max(steps, last.steps)});
	};

	const sampleInventory = (vaultName: string, progress: InventoryProgress) => {
		if (inventories.get(vaultName)?.step !== progress.step) notes.say(inventoryLine(vaultName, progress, 0));
	};

	const hear = (event: EngineEvent) => {
		if (event.type === 'transfer') {
			const {transfer} = event;
			const moving = {transfer, progress: transfers.get(transfer.transferId)?.progress ?? null};
			transfers.set(transfer.transferId, moving);
			if (!notes.live) sample(moving);
		} else if (event.type === 'transfer-progress') {
			const known = transfers.get(event.progress.transferId);
			if (!known) return;
			known.progress = event.progress;
			if (!notes.live) sample(known);
		} else if (event.type === 'transfer-gone') {
			transfers.delete(event.transferId);
		} else if (event.type === 'inventory') {
			const {vaultName} = event.inventory;
			if (!own.hasInventory(vaultName)) return;
			if (!event.progress) inventories.delete(vaultName);
			else {
				if (!notes.live) sampleInventory(vaultName, event.progress);
				inventories.set(vaultName, event.progress);
			}
		}
	};

	const ownTransfers = () => [...transfers.values()].filter(({transfer}) => own.hasTransfer(transfer.transferId));

	const draw = () => {
		const waited = performance.now() - began;
		const [inventory] = inventories;
		notes.show(transfersLine(ownTransfers(), waited) || (inventory ? inventoryLine(...inventory, waited) : ''));
	};
	const timer = notes.live ? setInterval(draw, redrawEvery) : undefined;
	const forget = own.link.subscribe(hear);
	// Its first news may have come before it was known to be ours.
	own.onTransfer((transferId) => {
		const known = transfers.get(transferId);
		if (known && !notes.live) sample(known);
	});
	// An engine of its own has begun before us.
	if (own.link.apart) {
		own.link.request('session.snapshot', {}).then(
			(events) => {
				for (const event of events) if (event.type === 'transfer') hear(event);
			},
			() => {},
		);
	}
	return {
		unfinished: () =>
			ownTransfers()
				.map(({transfer}) => transfer)
				.filter(({state}) => !isOver(state)),
		stop: () => {
			forget();
			clearInterval(timer);
			notes.show('');
		},
	};
};
