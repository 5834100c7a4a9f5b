/** A map that holds its `limit` most recently used values and forgets the others. */
export class Lru<Key, Value> {
	readonly #limit: number;
	readonly #values = new Map<Key, Value>();
	readonly #onDrop: (value: Value) => void;

	/** `onDrop` hears of values that had to make room. */
	constructor(limit: number, onDrop: (value: Value) => void = () => {}) {
		this.#limit = limit;
		this.#onDrop = onDrop;
	}

	get(key: Key): Value | undefined {
		const value = this.#values.get(key);
		if (value !== undefined) {
			// A map keeps the order in which keys came: the first is the one that was not used for longest.
			this.#values.delete(key);
			this.#values.set(key, value);
		}
		return value;
	}

	set(key: Key, value: Value): Value {
		this.#values.delete(key);
		this.#values.set(key, value);
		if (this.#values.size > this.#limit) {
			const [oldest, dropped] = this.#values.entries().next().value!;
			this.#values.delete(oldest);
			this.#onDrop(dropped);
		}
		return value;
	}

	/** The value, made by `make` when it is not there. */
	take(key: Key, make: () => Value): Value {
		return this.get(key) ?? this.set(key, make());
	}

	/** Forgets a value; `onDrop` is not told. */
	delete(key: Key): void {
		this.#values.delete(key);
	}
}
