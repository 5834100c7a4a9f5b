import {StringDecoder} from 'node:string_decoder';
import {createDecoder} from './decoder.ts';
import type {InputEvent} from './events.ts';

/** What the keyboard needs of standard input; process.stdin of a terminal has it. */
export type InputStream = NodeJS.ReadableStream & {
	isTTY?: boolean;
	setRawMode?: (isRaw: boolean) => unknown;
	ref?: () => unknown;
	unref?: () => unknown;
};

/** How long to wait for what may follow, in milliseconds, before what was held back is taken as it is. */
const patience = {
	/** After Escape, whose frame waits for it: as long as tmux does. What a network cut in two and brings later than that is still understood. */
	escape: 10,
	/** After Escape and a `[` or an `O`: nobody types these so fast, so that it surely is a sequence that was cut. */
	pair: 40,
	/** Within a sequence: its rest is surely on the way. */
	sequence: 200,
	/** Within a paste: the terminal stopped in the middle of it, and keys must work again. */
	paste: 2_000,
};

/** Hears an event; `false` says that it means nothing. */
export type Listener = (event: InputEvent) => boolean | undefined;

/** What a person does at the terminal, for one listener after another. */
export interface Keyboard {
	/** Raw mode on, reading on. */
	start(): void;
	/** Gives the terminal back: reading off, raw mode off; what is typed from here on is somebody else's. */
	stop(): void;
	/**
	 * Calls `listener` for each event until the returned function is called. When it returns `false` for an event that may be two
	 * (Alt with a key), the two come next.
	 */
	listen(listener: Listener): () => void;
	/** Takes what is held back now, without waiting, and resolves when everything has been heard; for tests. */
	flush(): Promise<void>;
}

/**
 * The keyboard at the other end of `stdin`. Nothing is read before `start`.
 * @param rendered resolves when the screen has rendered what the last event changed
 * @param draw is called when all events up to now have been rendered: a person waits for what they did
 */
export const createKeyboard = (stdin: InputStream, rendered: () => Promise<void>, draw: () => void): Keyboard => {
	const listeners = new Set<Listener>();
	const decoder = createDecoder();
	let utf8 = new StringDecoder('utf8');
	let timer: NodeJS.Timeout | undefined;
	let started = false;
	let reads = 0;
	let flushedAt = Number.NEGATIVE_INFINITY;

	const queue: InputEvent[] = [];
	let isTelling = false;
	let told = Promise.resolve();

	/**
	 * One event after another. After each the screen renders, so that the next finds what it has done, whether it came glued to it or in a
	 * read of its own before React got round to rendering.
	 */
	const tellAll = async () => {
		isTelling = true;
		while (started && queue.length > 0) {
			const event = queue.shift()!;
			for (const listener of [...listeners])
				if (listener(event) === false && event.type === 'key') queue.unshift(...(event.apart ?? []));
			await rendered();
		}
		isTelling = false;
		draw();
	};

	const tell = (events: InputEvent[]) => {
		queue.push(...events);
		if (queue.length > 0 && !isTelling) told = tellAll();
	};

	const flush = async () => {
		clearTimeout(timer);
		flushedAt = performance.now();
		tell(decoder.flush());
		await told;
	};

	/** On a busy machine the timer runs out before what has come meanwhile is read: that comes first. */
	const flushUnread = () => {
		const seen = reads;
		setImmediate(() => {
			if (started && reads === seen) void flush();
		});
	};

	const read = (chunk: Buffer | string) => {
		clearTimeout(timer);
		reads += 1;
		const isSoon = performance.now() - flushedAt < patience.sequence;
		tell(decoder.push(typeof chunk === 'string' ? chunk : utf8.write(chunk), isSoon));
		if (decoder.pending !== 'nothing') timer = setTimeout(flushUnread, patience[decoder.pending]);
	};

	return {
		start: () => {
			if (started) return;
			started = true;
			stdin.setRawMode?.(true);
			stdin.ref?.();
			stdin.on('data', read);
			stdin.resume();
			tell([]);
		},
		stop: () => {
			if (!started) return;
			started = false;
			clearTimeout(timer);
			decoder.flush();
			utf8 = new StringDecoder('utf8');
			stdin.off('data', read);
			stdin.pause();
			stdin.setRawMode?.(false);
			stdin.unref?.();
		},
		listen: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		flush,
	};
};
