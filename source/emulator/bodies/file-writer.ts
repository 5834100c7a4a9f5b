import type {FileHandle} from 'node:fs/promises';

/** How many writes may be on their way before the sender has to wait; each is what one read of the network brought, about 64 KiB. */
const mostWaiting = 32;

/**
 * Writes portions one behind the other into a file without waiting for each. Several small writes are on their way at a
 * time: one large one, of many portions, takes the kernel longer.
 */
export class FileWriter {
	readonly #file: FileHandle;
	/** Called whenever there is room again after there was none. */
	readonly #onRoom: () => void;
	#size = 0;
	#waiting = 0;
	#failure: unknown;
	#onIdle: (() => void) | undefined;

	constructor(file: FileHandle, onRoom: () => void) {
		this.#file = file;
		this.#onRoom = onRoom;
	}

	/** Bytes so far. */
	get size(): number {
		return this.#size;
	}

	/** Takes a portion, which must not be changed any more; returns whether there is room for another. */
	add(bytes: Uint8Array): boolean {
		const position = this.#size;
		this.#size += bytes.length;
		this.#waiting++;
		this.#write(bytes, position)
			.catch((error: unknown) => {
				this.#failure ??= error;
			})
			.finally(() => {
				if (this.#waiting-- === mostWaiting) this.#onRoom();
				if (this.#waiting === 0) this.#onIdle?.();
			});
		return this.#waiting < mostWaiting;
	}

	/**
	 * Resolves when nothing is on its way any more.
	 * @throws whatever went wrong first
	 */
	async settled(): Promise<void> {
		if (this.#waiting > 0) {
			await new Promise<void>((resolve) => {
				this.#onIdle = resolve;
			});
		}
		if (this.#failure !== undefined) throw this.#failure;
	}

	async #write(bytes: Uint8Array, position: number): Promise<void> {
		for (let at = 0; at < bytes.length; ) {
			const {bytesWritten} = await this.#file.write(bytes, at, bytes.length - at, position + at);
			at += bytesWritten;
		}
	}
}
