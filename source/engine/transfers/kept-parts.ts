import {idleUploadLifetime} from '../../model/limits.ts';
import {milliseconds, type Timestamp, timestamp} from '../../model/timestamp.ts';
import type {Context} from '../context.ts';
import type {TransferHandle} from './handle.ts';

/** Writing it down with every part would cost as much as the part's own record. In the service's time, milliseconds. */
const writeEvery = 10 * 60_000;

/** Until when the service keeps the parts of an upload at least, if this was the last activity (uploading-archive-mpu). */
export const keptFromNow = ({serviceClock}: Pick<Context, 'serviceClock'>): Timestamp =>
	timestamp(serviceClock.now() + idleUploadLifetime);

/** Whether a moment of the service's time is over. */
export const isPast = ({serviceClock}: Pick<Context, 'serviceClock'>, moment: Timestamp | null | undefined): boolean =>
	moment !== null && moment !== undefined && milliseconds(moment) <= serviceClock.now();

/** Keeps account of how long the service keeps the parts of an upload. */
export class KeptParts {
	readonly #context: Pick<Context, 'serviceClock'>;
	readonly #handle: TransferHandle;
	#until: Timestamp | undefined;

	constructor(context: Pick<Context, 'serviceClock'>, handle: TransferHandle) {
		this.#context = context;
		this.#handle = handle;
	}

	/** A part was accepted. */
	async extend(): Promise<void> {
		const until = keptFromNow(this.#context);
		this.#until = until;
		const {partsKeptUntil} = this.#handle.transfer;
		const written = partsKeptUntil ? milliseconds(partsKeptUntil) : 0;
		if (milliseconds(until) - written >= writeEvery) await this.writeDown();
	}

	/** Writes down what is not written yet: the upload stands still. */
	async writeDown(): Promise<void> {
		const until = this.#until;
		this.#until = undefined;
		if (until) await this.#handle.update({partsKeptUntil: until});
	}
}
