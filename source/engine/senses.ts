import {around} from '../glacier/around.ts';
import type {Glacier} from '../glacier/glacier.ts';
import type {Right} from '../model/account.ts';
import {type ErrorValue, IceaxeError} from '../model/errors/iceaxe-error.ts';
import type {EngineEvent, ServiceCall} from '../model/events.ts';

/** Where the door to the service tells what it hears: who opens the door wires its callbacks to this. */
export type Reports = {
	onRight(listener: (right: Right) => void): () => void;
	onCall(listener: (call: ServiceCall) => void): () => void;
	onPlaces?(listener: (places: number | null) => void): () => void;
};

type Connection = Extract<EngineEvent, {type: 'connection'}>;

const troubles: Partial<Record<string, Connection['state']>> = {
	unreachable: 'offline',
	credentials: 'no-credentials',
};

/** What is known about the service from how it answers: whether it can be reached, and what this key may do. */
export class Sensed {
	readonly #emit: (event: EngineEvent) => void;
	#connection: Connection = {type: 'connection', state: 'unknown', error: null};
	readonly #rights = new Map<string, Right>();

	constructor(emit: (event: EngineEvent) => void) {
		this.#emit = emit;
	}

	/** Passes on what the door tells. Returns the way to stop. */
	hear(reports: Reports): () => void {
		const stopRights = reports.onRight((right) => {
			this.#rights.set(`${right.permission} ${right.vaultName}`, right);
			this.#emit({type: 'right', right});
		});
		const stopCalls = reports.onCall((call) => this.#emit({type: 'call', call}));
		return () => {
			stopRights();
			stopCalls();
		};
	}

	/** The same door, with an ear on whether anybody answers. */
	watch(glacier: Glacier): Glacier {
		return around(glacier, async (_, proceed) => {
			try {
				const gives = await proceed();
				this.#connect('online', null);
				return gives;
			} catch (error) {
				if (error instanceof IceaxeError) this.#judge(error.value);
				throw error;
			}
		});
	}

	/** What is known, as events. */
	events(): EngineEvent[] {
		return [this.#connection, ...Array.from(this.#rights.values(), (right) => ({type: 'right', right}) as const)];
	}

	#judge(error: ErrorValue): void {
		const trouble = troubles[error.kind];
		if (trouble) this.#connect(trouble, error);
		// Whoever refuses has been reached; other failures happened on this side.
		else if (error.requestId !== null) this.#connect('online', null);
	}

	#connect(state: Connection['state'], error: ErrorValue | null): void {
		if (this.#connection.state === state && this.#connection.error?.message === error?.message) return;
		this.#connection = {type: 'connection', state, error};
		this.#emit(this.#connection);
	}
}
