import type {EngineLink, RequestName, Requests} from '../model/requests.ts';
import type {Transfer} from '../model/transfer.ts';

/** An engine that others use too, with an ear on what this command asks of it: only that is its own to show and to stop. */
export type OwnWork = {
	link: EngineLink;
	hasTransfer(transferId: string): boolean;
	hasInventory(vaultName: string): boolean;
	/** Hears of each transfer that turns out to be its own. */
	onTransfer(listener: (transferId: string) => void): void;
};

const isTransfer = (value: unknown): value is Transfer =>
	typeof value === 'object' && value !== null && 'transferId' in value && 'direction' in value;

/** Requests that begin transfers or wait for them; others, such as a list, only tell of some. */
const takesUp: ReadonlySet<RequestName> = new Set<RequestName>([
	'archives.upload',
	'archives.upload-stream',
	'archives.end-stream',
	'archives.restore',
	'transfers.resume',
	'transfers.finished',
]);

export const followOwnWork = (link: EngineLink): OwnWork => {
	const transfers = new Set<string>();
	const vaults = new Set<string>();
	const listeners = new Set<(transferId: string) => void>();
	const add = (value: unknown) => {
		if (typeof value !== 'object' || value === null || !('transferId' in value)) return;
		const {transferId} = value as {transferId: string};
		if (transfers.has(transferId)) return;
		transfers.add(transferId);
		for (const listener of listeners) listener(transferId);
	};
	return {
		link: {
			...link,
			request: async <N extends RequestName>(name: N, takes: Requests[N]['takes'], signal?: AbortSignal) => {
				if (takesUp.has(name)) add(takes);
				if ('vaultName' in takes && typeof takes.vaultName === 'string') vaults.add(takes.vaultName);
				const gives = await link.request(name, takes, signal);
				if (takesUp.has(name)) for (const one of [gives].flat()) if (isTransfer(one)) add(one);
				return gives;
			},
		},
		// An engine of this process works for nobody else.
		hasTransfer: (transferId) => !link.apart || transfers.has(transferId),
		hasInventory: (vaultName) => !link.apart || vaults.has(vaultName),
		onTransfer: (listener) => void listeners.add(listener),
	};
};
